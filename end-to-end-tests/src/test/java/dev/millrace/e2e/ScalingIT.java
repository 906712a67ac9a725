package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** An on-demand stream gets more shards while it is written to, here within seconds. */
@Execution(ExecutionMode.CONCURRENT)
class ScalingIT {
    private static final String STREAM = "on-demand";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> SETTINGS = Map.of(
            "MILLRACE_LIMITS", "off",
            "MILLRACE_SCALING_TESTING_INTERVAL", "1s",
            "MILLRACE_SCALING_TESTING_RATE_VALID_FOR", "5s",
            "MILLRACE_SCALING_TESTING_HOT_SHARD_RECORDS", "10",
            "MILLRACE_SHARD_TESTING_RATE_REPORT_INTERVAL", "1s");

    @Test
    void hotShardsAreSplitUnderLoadAndNothingIsLost() throws InterruptedException {
        History history = new History();
        try (StackProcess stack = StackProcess.start("scaling", SETTINGS);
                KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            client.createStream(request ->
                    request.streamName(STREAM).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
            await().atMost(PATIENCE).until(() -> isActive(client) && openShards(client) == 4);
            try (Workload workload = Workload.start(stack.access(), STREAM, history, 0, 2)) {
                await().atMost(PATIENCE).until(() -> openShards(client) >= 8);
                workload.stop();
            }
            assertThat(HistoryChecker.check(history, ShardReads.readAll(client, STREAM)))
                    .isEmpty();
        }
    }

    private static boolean isActive(KinesisClient client) {
        return client.describeStreamSummary(request -> request.streamName(STREAM))
                .streamDescriptionSummary()
                .streamStatus()
                .equals(StreamStatus.ACTIVE);
    }

    private static int openShards(KinesisClient client) {
        return client.describeStreamSummary(request -> request.streamName(STREAM))
                .streamDescriptionSummary()
                .openShardCount();
    }
}
