package dev.millrace.shard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the production classes of lease, append, settling, take-over and reading through crashes, pauses, partitions, lost
 * and late messages and clock jumps. {@code -Dsimulation.seeds=N} says how many seeds, {@code -Dsimulation.seed=N} runs
 * one alone and prints what happened in it.
 */
@ExtendWith(QuietEngine.class)
class ShardSimulationTest {
    private static final int SEEDS = 300;
    private static final int TRACE_SHOWN = 300;

    @Test
    void whateverGoesWrongNothingAcknowledgedIsLostAndNoReaderIsMisled() {
        Seeds seeds = new Seeds(
                "simulation",
                TRACE_SHOWN,
                seed -> Simulation.run(seed, Variant.PRODUCTION),
                seed -> Simulation.trace(seed, Variant.PRODUCTION));

        assertThat(seeds.run(SEEDS)).isPositive();
    }
}
