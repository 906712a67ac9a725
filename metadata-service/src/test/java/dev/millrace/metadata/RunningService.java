package dev.millrace.metadata;

import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.embedded.FreePorts;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.ServiceTls;
import io.grpc.ManagedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The whole service as it runs in production, on free ports of this machine. */
final class RunningService implements AutoCloseable {
    static final String SECRET = "a secret of the tests";

    private final int managementPort = FreePorts.next(InetAddress.getLoopbackAddress());
    private final ConfigurableApplicationContext context;

    /** @param overrides arguments that win over the ones given here */
    RunningService(CassandraSettings cassandra, String... overrides) {
        InetSocketAddress node = cassandra.contactPoints().get(0);
        List<String> arguments = new ArrayList<>(List.of(
                "--millrace.account-id=123456789012",
                "--millrace.internal.bind-address=127.0.0.1",
                "--millrace.cassandra.keyspace=" + cassandra.keyspace().name(),
                "--spring.cassandra.contact-points=" + node.getHostString(),
                "--spring.cassandra.port=" + node.getPort(),
                "--spring.cassandra.local-datacenter=" + cassandra.localDatacenter(),
                "--spring.grpc.server.port=0",
                "--millrace.master-key.file=" + masterKeyFile(),
                "--management.server.port=" + managementPort));
        for (String override : overrides) {
            // Two values of one argument would be a list.
            String name = override.substring(0, override.indexOf('=') + 1);
            arguments.removeIf(given -> given.startsWith(name));
            arguments.add(override);
        }
        context = new SpringApplicationBuilder(MetadataApplication.class)
                .properties("spring.config.name=metadata-service")
                .run(arguments.toArray(String[]::new));
    }

    static RunningService on(CassandraSettings cassandra) {
        return new RunningService(cassandra, "--millrace.cluster-secret=" + SECRET);
    }

    /** Below target, and the same for all: instances have it in common. */
    private static Path masterKeyFile() {
        return Path.of("target", "master-key.json").toAbsolutePath();
    }

    String address() {
        return "127.0.0.1:" + context.getBean(GrpcServerLifecycle.class).getPort();
    }

    /** A channel of another service of the deployment. */
    ManagedChannel channel() {
        return new ServiceChannels(new ServiceToken(SECRET, Clock.systemUTC()), ServiceTls.off())
                .open(ServiceName.METADATA, address());
    }

    URI actuator(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + "/actuator/" + path);
    }

    @Override
    public void close() {
        context.close();
    }
}
