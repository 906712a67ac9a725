package dev.millrace.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import dev.millrace.internal.metadata.v1.SnapshotEnd;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogImplBase;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.internal.metadata.v1.WatchStreamsRequest;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ReadinessIT {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void followsCassandraAndTheMetadataServiceWhileLivenessStays(@TempDir Path directory) throws Exception {
        EmbeddedCassandraSettings node = EmbeddedCassandraSettings.alone(directory, 512);
        EmbeddedCassandra first = EmbeddedCassandra.start(node).awaitReady(START);
        Server metadata = withoutStreams();
        try (ConfigurableApplicationContext service = start(node, metadata.getPort())) {
            int port = service.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            await().atMost(PATIENCE).until(() -> status(port, "readiness") == 200);

            first.kill();

            await().atMost(PATIENCE).until(() -> status(port, "readiness") == 503);
            assertThat(status(port, "liveness")).isEqualTo(200);

            try (EmbeddedCassandra second = EmbeddedCassandra.start(node).awaitReady(START)) {
                assertThat(second.contactPoint()).isEqualTo(first.contactPoint());
                await().atMost(PATIENCE).until(() -> status(port, "readiness") == 200);
            }

            metadata.shutdownNow();
            await().atMost(PATIENCE).until(() -> status(port, "readiness") == 503);
        } finally {
            metadata.shutdownNow();
        }
    }

    /** A metadata service whose account is empty. */
    private static Server withoutStreams() throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new StreamCatalogImplBase() {
                    @Override
                    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> answer) {
                        answer.onNext(StreamChange.newBuilder()
                                .setSnapshotEnd(SnapshotEnd.getDefaultInstance())
                                .build());
                    }
                })
                .build()
                .start();
    }

    private static ConfigurableApplicationContext start(EmbeddedCassandraSettings node, int metadataPort) {
        return new SpringApplicationBuilder(ConsumerRegistryApplication.class)
                .properties("spring.config.name=consumer-registry-service")
                .run(
                        "--millrace.cluster-secret=only-for-this-test",
                        "--millrace.internal.bind-address=127.0.0.1",
                        "--spring.cassandra.contact-points=127.0.0.1:" + node.nativePort(),
                        "--millrace.metadata.address=127.0.0.1:" + metadataPort,
                        "--spring.grpc.server.port=0",
                        "--management.server.port=0");
    }

    private int status(int port, String probe) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
