package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.SeparateServices;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The service that drives a reshard dies, then one that owns parents and children: the plan is carried through all the same. */
class ReshardWithDeathsIT {
    private static final String STREAM = "reshard-with-deaths";
    private static final int WRITERS = 4;
    private static final Duration COMPLETION = Duration.ofSeconds(60);

    @Test
    void plansAreCarriedThroughAndNothingAcknowledgedIsLost() throws InterruptedException {
        History history = new History();
        try (SeparateServices services = SeparateServices.start();
                KinesisClient client = Clients.APACHE_CBOR.open(services.access())) {
            TestStreams.create(client, STREAM, 4);
            try (Workload workload = Workload.start(services.access(), STREAM, history, 0, WRITERS)) {
                awaitMoreAcknowledged(workload);

                beginScaling(client, 6);
                services.replaceMetadataService();
                awaitShards(client, 6);
                awaitMoreAcknowledged(workload);

                beginScaling(client, 4);
                services.shardServices().get(0).kill();
                awaitShards(client, 4);
                awaitMoreAcknowledged(workload);

                long closed = shards(client).size() - 4L;
                await().atMost(COMPLETION).until(() -> workload.ended().size() == closed);
                workload.stop();
            }
            assertThat(HistoryChecker.check(history, ShardReads.readAll(client, STREAM)))
                    .isEmpty();
            System.out.printf(
                    "%d acknowledged, %d unknown%n",
                    history.count(Outcome.ACKNOWLEDGED), history.count(Outcome.UNKNOWN));
        }
    }

    private static void beginScaling(KinesisClient client, int target) {
        client.updateShardCount(request ->
                request.streamName(STREAM).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
    }

    private static void awaitShards(KinesisClient client, int open) {
        long begun = System.nanoTime();
        await().atMost(COMPLETION)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .untilAsserted(() -> {
                    var summary = client.describeStreamSummary(request -> request.streamName(STREAM))
                            .streamDescriptionSummary();
                    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
                    assertThat(summary.openShardCount()).isEqualTo(open);
                });
        System.out.printf(
                "%d open shards after %d ms%n",
                open, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private static void awaitMoreAcknowledged(Workload workload) {
        long before = workload.acknowledged();
        await().atMost(COMPLETION).until(() -> workload.acknowledged() > before + 1_000);
    }

    private static List<Shard> shards(KinesisClient client) {
        return client.listShards(request -> request.streamName(STREAM)).shards();
    }
}
