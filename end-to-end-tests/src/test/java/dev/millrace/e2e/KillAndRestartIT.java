package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.TrailCalls;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * {@code kill -9} at random moments under load, over and over on the same data: after each restart every acknowledged
 * record of all rounds is there, once, in order. Limits are off in one round and on in the next. A start as another account
 * in between is refused, and takes nothing away.
 */
class KillAndRestartIT {
    private static final int ROUNDS = Integer.getInteger("e2e.kill.rounds", 3);
    private static final int WRITERS = 4;
    private static final String STREAM = "survivor";
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final History history = new History();

    /** What is killed in a round. */
    private enum Victim {
        EVERYTHING,
        SERVICES,
        CASSANDRA
    }

    @Test
    void everyAcknowledgedRecordAndWhatWasAuditedSurviveEveryKill() throws InterruptedException {
        System.out.println("seed " + SEED);
        try (StackProcess stack = StackProcess.start("kill-and-restart", Map.of("MILLRACE_LIMITS", "off"))) {
            createStream(stack);
            for (int round = 0; round < ROUNDS; round++) {
                Victim victim = Victim.values()[round % Victim.values().length];
                killUnderLoad(stack, round, victim);
                assertThat(violations(stack))
                        .as("after round %d, %s killed", round, victim)
                        .isEmpty();
                assertThat(audited(stack)).contains("\"EventName\":\"CreateStream\"");
                System.out.printf(
                        "round %d: %s killed, %d acknowledged in all, %d unknown, last start %d ms%n",
                        round,
                        victim,
                        history.count(Outcome.ACKNOWLEDGED),
                        history.count(Outcome.UNKNOWN),
                        stack.lastStart().toMillis());
            }
        }
    }

    private void killUnderLoad(StackProcess stack, int round, Victim victim) throws InterruptedException {
        long before = history.count(Outcome.ACKNOWLEDGED);
        try (Workload workload = Workload.start(stack.access(), STREAM, history, round * WRITERS, WRITERS)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> workload.acknowledged() > before + 500);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
            String limits = round % 2 == 0 ? "on" : "off";
            switch (victim) {
                case EVERYTHING -> {
                    stack.killAll();
                    assertThat(stack.refusedStart(Map.of("MILLRACE_ACCOUNT_ID", "222222222222")))
                            .contains("The stored data belongs to account 000000000000,"
                                    + " but MILLRACE_ACCOUNT_ID is 222222222222. Nothing was changed.")
                            .doesNotContain("\tat ");
                    stack.restart(Map.of("MILLRACE_LIMITS", limits));
                }
                case SERVICES -> {
                    // Cassandra has to notice by itself that its parent has gone.
                    stack.process().kill();
                    stack.restart(Map.of("MILLRACE_LIMITS", limits));
                }
                case CASSANDRA -> stack.killCassandra();
            }
            long afterKill = workload.acknowledged();
            await().atMost(Duration.ofMinutes(3)).until(() -> workload.acknowledged() > afterKill + 500);
            workload.stop();
        }
    }

    private List<String> violations(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            return HistoryChecker.check(history, ShardReads.readAll(client, STREAM));
        }
    }

    private static void createStream(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 4);
        }
        await().untilAsserted(() -> assertThat(audited(stack)).contains("\"EventName\":\"CreateStream\""));
    }

    private static String audited(StackProcess stack) {
        return new TrailCalls(stack.access()).lookUp("ResourceName", STREAM);
    }
}
