package dev.millrace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.v1.CreateStreamRequest;
import dev.millrace.internal.metadata.v1.DeleteStreamRequest;
import dev.millrace.internal.metadata.v1.DescribeUsageReply;
import dev.millrace.internal.metadata.v1.DescribeUsageRequest;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.ListStreamsReply;
import dev.millrace.internal.metadata.v1.ListStreamsRequest;
import dev.millrace.internal.metadata.v1.Stream;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogBlockingStub;
import dev.millrace.internal.metadata.v1.StreamMode;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.ServiceTls;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service as other services meet it: over gRPC, two instances of it on one Cassandra. */
@CassandraTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final CassandraSettings cassandra;
    private RunningService one;
    private RunningService other;
    private ManagedChannel channel;
    private ManagedChannel otherChannel;

    MetadataServiceIT(CassandraSettings cassandra) {
        this.cassandra = cassandra;
    }

    @BeforeAll
    void start() {
        one = RunningService.on(cassandra);
        other = RunningService.on(cassandra);
        channel = one.channel();
        otherChannel = other.channel();
    }

    @AfterAll
    void stop() {
        channel.shutdownNow();
        otherChannel.shutdownNow();
        one.close();
        other.close();
    }

    @Test
    void aStreamIsCreatedFoundListedCountedAndDeleted() {
        Stream created = create("life", 3);
        assertThat(created.getStatus()).isEqualTo(dev.millrace.internal.metadata.v1.StreamStatus.CREATING);
        assertThat(created.getShardsCount()).isEqualTo(3);
        awaitActive("life");

        ListStreamsReply page = catalog(otherChannel)
                .listStreams(ListStreamsRequest.newBuilder()
                        .setAfterName("lif")
                        .setLimit(1)
                        .build());
        assertThat(page.getStreams(0).getName()).isEqualTo("life");
        assertThat(page.getStreams(0).getShardsCount()).isZero();

        DescribeUsageReply usage = catalog(otherChannel).describeUsage(DescribeUsageRequest.getDefaultInstance());
        assertThat(usage.getShardLimit()).isEqualTo(1_000);
        assertThat(usage.getOpenShardCount()).isGreaterThanOrEqualTo(3);
        assertThat(usage.getOnDemandStreamCountLimit()).isEqualTo(50);

        delete("life");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> find(otherChannel, "life"))
                        .satisfies(failure -> assertThat(DomainError.find(failure))
                                .contains(new DomainError(
                                        "ResourceNotFoundException",
                                        "Stream life under account 123456789012 not found."))));
    }

    @Test
    void refusalsArriveAsTheApisOwnErrors() {
        create("twice", 1);

        assertThatThrownBy(() -> create("twice", 1))
                .satisfies(failure -> assertThat(DomainError.find(failure))
                        .contains(new DomainError(
                                "ResourceInUseException", "Stream twice under account 123456789012 already exists.")));
        assertThatThrownBy(() -> create("not a name", 1))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void aMirrorOnOneInstanceFollowsChangesMadeThroughTheOther() {
        create("before", 1);
        try (StreamMirror mirror = new StreamMirror(channel)) {
            mirror.start();
            await().atMost(PATIENCE).until(mirror::isCurrent);
            assertThat(mirror.find(new StreamName("before"))).isPresent();

            catalog(otherChannel).createStream(request("followed", 2));
            await().atMost(PATIENCE)
                    .until(() -> mirror.find(new StreamName("followed"))
                            .filter(stream -> stream.status() == StreamStatus.ACTIVE)
                            .isPresent());
            StreamDescription followed = mirror.find(new StreamName("followed")).orElseThrow();
            assertThat(followed.shards().openCount()).isEqualTo(2);

            catalog(otherChannel)
                    .deleteStream(
                            DeleteStreamRequest.newBuilder().setName("followed").build());
            await().atMost(PATIENCE)
                    .until(() -> mirror.find(new StreamName("followed")).isEmpty());
            assertThat(mirror.refresh(followed.id()).blockOptional(PATIENCE)).isEmpty();
        }
    }

    @Test
    void stoppingAnInstanceEndsItsWatchesSoThatItStopsAtOnce() {
        RunningService third = RunningService.on(cassandra);
        ManagedChannel thirdChannel = third.channel();
        try (StreamMirror mirror = new StreamMirror(thirdChannel)) {
            mirror.start();
            await().atMost(PATIENCE).until(mirror::isCurrent);

            long began = System.nanoTime();
            third.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            await().atMost(PATIENCE).until(() -> !mirror.isCurrent());
        } finally {
            thirdChannel.shutdownNow();
        }
    }

    @Test
    void callersWithoutAValidTokenGetNothing() {
        ManagedChannel unsigned =
                ManagedChannelBuilder.forTarget(one.address()).usePlaintext().build();
        ManagedChannel forged = new ServiceChannels(
                        new ServiceToken("another secret, long enough", Clock.systemUTC()), ServiceTls.off())
                .open(ServiceName.METADATA, one.address());
        try {
            assertUnauthenticated(unsigned);
            assertUnauthenticated(forged);
        } finally {
            unsigned.shutdownNow();
            forged.shutdownNow();
        }
    }

    @Test
    void withoutAClusterSecretItDoesNotStart() {
        assertThatThrownBy(() -> new RunningService(cassandra, "--millrace.cluster-secret="))
                .hasStackTraceContaining("millrace.cluster-secret (MILLRACE_CLUSTER_SECRET) is needed");
    }

    @Test
    void onTheDataOfAnotherAccountItDoesNotStart() {
        assertThatThrownBy(() -> new RunningService(
                        cassandra,
                        "--millrace.cluster-secret=" + RunningService.SECRET,
                        "--millrace.account-id=222222222222"))
                .hasStackTraceContaining(
                        "The stored data belongs to account 123456789012, but MILLRACE_ACCOUNT_ID is 222222222222.");
    }

    @Test
    void everybodyMayKnowWhetherItIsWellAndNothingElse() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("health/readiness").statusCode()).isEqualTo(200));
        assertThat(get("health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("health").body()).contains("UP").doesNotContain("details", "components");
        for (String path : List.of("", "prometheus", "info", "env", "health/catalog", "health/../prometheus")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void anotherServiceSeesMetricsAndNothingElse() throws Exception {
        String token = new ServiceToken(RunningService.SECRET, Clock.systemUTC()).issueFor(ServiceName.METADATA);

        assertThat(get("prometheus", ServiceToken.HEADER, token).body()).contains("millrace_catalog_streams");
        for (String path : List.of("env", "beans", "loggers", "heapdump", "health/catalog")) {
            assertThat(get(path, ServiceToken.HEADER, token).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** @param headers names and values in turn */
    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(one.actuator(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertUnauthenticated(ManagedChannel channel) {
        assertThatThrownBy(() -> find(channel, "anything"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    private Stream create(String name, int shards) {
        return catalog(channel).createStream(request(name, shards)).getStream();
    }

    private void delete(String name) {
        catalog(channel)
                .deleteStream(DeleteStreamRequest.newBuilder().setName(name).build());
    }

    private void awaitActive(String name) {
        await().atMost(PATIENCE)
                .until(() -> find(channel, name).getStatus() == dev.millrace.internal.metadata.v1.StreamStatus.ACTIVE);
    }

    private static Stream find(ManagedChannel channel, String name) {
        return catalog(channel)
                .findStream(FindStreamRequest.newBuilder().setName(name).build())
                .getStream();
    }

    private static CreateStreamRequest request(String name, int shards) {
        return CreateStreamRequest.newBuilder()
                .setName(name)
                .setMode(StreamMode.PROVISIONED)
                .setShardCount(shards)
                .build();
    }

    private static StreamCatalogBlockingStub catalog(ManagedChannel channel) {
        return StreamCatalogGrpc.newBlockingStub(channel).withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
