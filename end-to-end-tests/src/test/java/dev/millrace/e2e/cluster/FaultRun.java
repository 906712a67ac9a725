package dev.millrace.e2e.cluster;

import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.cluster.Fault.FaultPlan;
import dev.millrace.e2e.cluster.Fault.Sort;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Lets one fault follow the other, in an order that a seed decides, each when all is well again after the one before. */
final class FaultRun {
    /** One member less is not to keep any shard from being served for longer; nor are two, for a slow machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LONGEST_MILLIS = 12_000;
    private static final int LONGEST_REST_MILLIS = 2_000;

    private final Cluster cluster;
    private final History history;
    private final Runnable reads;
    private final int shards;
    private final Random random;
    private final List<Window> windows = new ArrayList<>();

    /** @param reads everything, which also works while nothing can be written */
    FaultRun(Cluster cluster, History history, Runnable reads, int shards, long seed) {
        this.reads = reads;
        this.cluster = cluster;
        this.history = history;
        this.shards = shards;
        this.random = new Random(seed);
    }

    /** Goes on for a time, and at least until the first plans have been carried out. */
    List<Window> run(List<FaultPlan> first, Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        awaitEveryShard(System.nanoTime(), "at the start");
        first.forEach(this::carryOut);
        while (System.nanoTime() - until < 0) {
            List<FaultPlan> all = new ArrayList<>(Fault.all());
            Collections.shuffle(all, random);
            for (FaultPlan plan : all) {
                if (System.nanoTime() - until < 0) {
                    carryOut(plan);
                }
            }
        }
        return windows;
    }

    private void carryOut(FaultPlan plan) {
        List<Member> candidates = cluster.members(plan.kind()).stream()
                .filter(plan.sort()::befalls)
                .toList();
        Fault fault = new Fault(
                plan.sort(),
                candidates.get(random.nextInt(candidates.size())),
                Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
        rest(Duration.ofMillis(random.nextInt(LONGEST_REST_MILLIS)));
        // One fault at a time.
        cluster.members().forEach(Member::awaitReady);
        long lapses = cluster.lapses(fault.victim());
        long begunAt = System.nanoTime();
        fault.begin(cluster);
        if (fault.sort().isOfDisks()) {
            awaitRefusalsOrEnd(fault, begunAt);
            reads.run();
        }
        if (fault.othersTakeOver()) {
            awaitEveryShard(System.nanoTime(), "in spite of " + fault.label());
        }
        rest(fault.lasts().minusNanos(System.nanoTime() - begunAt));
        fault.end(cluster);
        long repairedAt = System.nanoTime();
        awaitEveryShard(repairedAt, "after " + fault.label());
        Window window =
                new Window(fault, begunAt, repairedAt, System.nanoTime(), cluster.lapses(fault.victim()) - lapses);
        windows.add(window);
        System.out.printf(
                "%s (%s) for %d ms, a shard took nothing for %d ms, lapses %d%n",
                fault.label(),
                fault.victim().name(),
                TimeUnit.NANOSECONDS.toMillis(repairedAt - begunAt),
                new Outages(history.attempts())
                        .longest(begunAt, window.recoveredAt())
                        .toMillis(),
                window.lapses());
    }

    /** A full disk ends its node, unless records are refused before it has to write what there is no room for. */
    private void awaitRefusalsOrEnd(Fault fault, long since) {
        await("records to be refused, as there is no room")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> hasEnded(fault) || isRefusedSince(since));
    }

    private static boolean hasEnded(Fault fault) {
        return fault.sort() == Sort.FULL_DISK && !fault.victim().isAlive();
    }

    private boolean isRefusedSince(long since) {
        return history.attempts().stream()
                .anyMatch(attempt -> attempt.outcome() == Outcome.REFUSED && attempt.startedAt() - since > 0);
    }

    private void awaitEveryShard(long since, String when) {
        await("every shard to take records " + when)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> history.latestBegun().values().stream()
                                .filter(begun -> begun - since > 0)
                                .count()
                        == shards);
    }

    private static void rest(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
