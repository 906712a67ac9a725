package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.stack.SeparateServices;
import dev.millrace.e2e.stack.SharedServices;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventReader;
import dev.millrace.e2e.workload.FanOutReader;
import dev.millrace.e2e.workload.Resharding;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * An instance of each service dies while a stream is written to, pushed to its consumers and resharded: the plans are carried
 * through, and each consumer gets everything once, since it goes on where its last event said.
 */
@ExtendWith(SharedServices.class)
class ReshardWithDeathsIT {
    private static final String STREAM = "reshard-with-deaths";
    private static final int WRITERS = 4;
    private static final Duration COMPLETION = Duration.ofSeconds(120);

    @Test
    void plansAreCarriedThroughAndNothingIsLostOrPushedTwice(SeparateServices services) throws Exception {
        History history = new History();
        try (KinesisClient client = Clients.APACHE_CBOR.open(services.access());
                KinesisAsyncClient subscriptions = Clients.h2c(services.access())) {
            TestStreams.create(client, STREAM, 4);
            TestConsumers.register(client, STREAM, "page");
            Resharding resharding = new Resharding(client, STREAM);
            try (FanOutReader pushed = FanOutReader.start(
                            client, subscriptions, STREAM, TestConsumers.register(client, STREAM, "pushed"));
                    EventReader page = EventReader.start(services.access(), STREAM, "page");
                    Workload workload = Workload.start(services.access(), STREAM, history, 0, WRITERS)) {
                awaitMoreAcknowledged(workload);
                services.consumerRegistries().get(0).kill();
                awaitMoreAcknowledged(workload);

                resharding.begin(6);
                services.replaceMetadataService();
                resharding.awaitOpen(6);
                awaitMoreAcknowledged(workload);

                resharding.begin(3);
                services.replaceGateway();
                resharding.awaitOpen(3);
                awaitMoreAcknowledged(workload);

                resharding.begin(4);
                services.shardServices().get(0).kill();
                resharding.awaitOpen(4);
                awaitMoreAcknowledged(workload);

                int closed = resharding.closed().size();
                await().atMost(COMPLETION).until(() -> workload.ended().size() == closed);
                workload.stop();

                Map<String, List<StoredRecord>> stored = ShardReads.readAll(client, STREAM);
                assertThat(HistoryChecker.check(history, stored)).isEmpty();
                await().atMost(COMPLETION)
                        .untilAsserted(() -> assertThat(pushed.check(stored)).isEmpty());
                await().atMost(COMPLETION)
                        .untilAsserted(() -> assertThat(page.check(stored)).isEmpty());
                System.out.printf(
                        "%d acknowledged, %d unknown; %d subscriptions, %d connections%n",
                        history.count(Outcome.ACKNOWLEDGED),
                        history.count(Outcome.UNKNOWN),
                        pushed.subscriptions(),
                        page.connections());
            }
        }
    }

    private static void awaitMoreAcknowledged(Workload workload) {
        long before = workload.acknowledged();
        await().atMost(COMPLETION).until(() -> workload.acknowledged() > before + 1_000);
    }
}
