package dev.millrace.shard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the production classes of lease, append, settling, take-over and reading through crashes, pauses, partitions, lost
 * and late messages and clock jumps. {@code -Dsimulation.seeds=N} says how many seeds, {@code -Dsimulation.seed=N} runs
 * one alone and prints what happened in it.
 */
@ExtendWith(QuietEngine.class)
class ShardSimulationTest {
    private static final int TRACE_SHOWN = 300;

    @Test
    void whateverGoesWrongNothingAcknowledgedIsLostAndNoReaderIsMisled() {
        Long single = Long.getLong("simulation.seed");
        int seeds = Integer.getInteger("simulation.seeds", 300);
        long records = single != null
                ? runTraced(single)
                : LongStream.range(0, seeds)
                        .parallel()
                        .map(ShardSimulationTest::run)
                        .sum();
        assertThat(records).isPositive();
    }

    private static long run(long seed) {
        try {
            return Simulation.run(seed, Variant.PRODUCTION);
        } catch (Violation violation) {
            throw new AssertionError(describe(seed, violation), violation);
        }
    }

    private static long runTraced(long seed) {
        Simulation.trace(seed, Variant.PRODUCTION).forEach(System.out::println);
        return run(seed);
    }

    private static String describe(long seed, Violation violation) {
        var trace = Simulation.trace(seed, Variant.PRODUCTION);
        return "seed %d: %s%nagain with -Dsimulation.seed=%d; what led to it:%n%s"
                .formatted(
                        seed,
                        violation.getMessage(),
                        seed,
                        String.join(
                                System.lineSeparator(),
                                trace.subList(Math.max(0, trace.size() - TRACE_SHOWN), trace.size())));
    }
}
