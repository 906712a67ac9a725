package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.SeparateServices;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** One of two instances of the shard service is paused for longer than its lease, and then killed, under load. */
class TwoShardServicesIT {
    private static final String STREAM = "two-owners";
    private static final int SHARDS = 8;
    private static final int WRITERS = 4;
    /** From a death or a pause to the first acknowledgement of each shard that must move. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private final History history = new History();

    @Test
    void theOtherInstanceTakesOverAndNothingAcknowledgedIsLost() throws InterruptedException {
        try (SeparateServices services = SeparateServices.start();
                KinesisClient client = Clients.APACHE_CBOR.open(services.access())) {
            TestStreams.create(client, STREAM, SHARDS);
            try (Workload workload = Workload.start(services.access(), STREAM, history, 0, WRITERS)) {
                awaitWritesToEveryShard(System.nanoTime(), Duration.ofSeconds(60));

                long pausedAt = System.nanoTime();
                services.shardServices().get(0).pauseProcess();
                Duration whilePaused = awaitWritesToEveryShard(pausedAt, TAKE_OVER);
                services.shardServices().get(0).resumeProcess();
                // The resumed owner has its writes and answers of before the pause to get wrong now.
                awaitWritesToEveryShard(System.nanoTime(), Duration.ofSeconds(30));
                TimeUnit.SECONDS.sleep(3);

                long killedAt = System.nanoTime();
                services.shardServices().get(1).kill();
                Duration afterKill = awaitWritesToEveryShard(killedAt, TAKE_OVER);
                System.out.printf(
                        "all shards acknowledged again %d ms after a pause, %d ms after a kill%n",
                        whilePaused.toMillis(), afterKill.toMillis());
                workload.stop();
            }
            assertThat(HistoryChecker.check(history, ShardReads.readAll(client, STREAM)))
                    .isEmpty();
            System.out.printf(
                    "%d acknowledged, %d unknown%n",
                    history.count(Outcome.ACKNOWLEDGED), history.count(Outcome.UNKNOWN));
        }
    }

    /**
     * Waits until each shard has acknowledged a call that began after an instant.
     *
     * @return the time from then to the last of the first acknowledgements
     */
    private Duration awaitWritesToEveryShard(long since, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> firstAcknowledgements(since).size() == SHARDS);
        return firstAcknowledgements(since).values().stream()
                .map(at -> Duration.ofNanos(at - since))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Map<String, Long> firstAcknowledgements(long since) {
        Map<String, Long> first = new HashMap<>();
        List<Attempt> attempts = history.attempts();
        for (Attempt attempt : attempts) {
            if (attempt.startedAt() - since > 0) {
                attempt.acknowledgement().ifPresent(at -> first.merge(at.shardId(), attempt.endedAt(), Math::min));
            }
        }
        return first;
    }
}
