package dev.millrace.shard.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.simulation.QuietEngine;
import dev.millrace.shard.simulation.Violation;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the production classes of catalogue, watches, reshards, expiry, retention and append through wrong clocks, stale
 * copies, slow answers and rows that are gone. {@code -Dlifecycle.seeds=N} says how many seeds, {@code -Dlifecycle.seed=N}
 * runs one alone and prints what happened in it.
 */
@ExtendWith(QuietEngine.class)
class LifecycleSimulationTest {
    private static final int TRACE_SHOWN = 120;

    @RegisterExtension
    static final WorldThreads THREADS = new WorldThreads();

    @Test
    void whateverGoesWrongNothingIsDestroyedOnDoubt() {
        Long single = Long.getLong("lifecycle.seed");
        int seeds = Integer.getInteger("lifecycle.seeds", 30);
        long records = single != null
                ? runTraced(single)
                : LongStream.range(0, seeds)
                        .parallel()
                        .map(LifecycleSimulationTest::run)
                        .sum();
        assertThat(records).isPositive();
    }

    private static long run(long seed) {
        try {
            return LifecycleSimulation.run(seed, BrokenRule.NONE);
        } catch (Violation violation) {
            throw new AssertionError(describe(seed, violation), violation);
        }
    }

    private static long runTraced(long seed) {
        LifecycleSimulation.trace(seed, BrokenRule.NONE).forEach(System.out::println);
        return run(seed);
    }

    private static String describe(long seed, Violation violation) {
        var trace = LifecycleSimulation.trace(seed, BrokenRule.NONE);
        return "seed %d: %s%nagain with -Dlifecycle.seed=%d; what led to it:%n%s"
                .formatted(
                        seed,
                        violation.getMessage(),
                        seed,
                        String.join(
                                System.lineSeparator(),
                                trace.subList(Math.max(0, trace.size() - TRACE_SHOWN), trace.size())));
    }
}
