package dev.millrace.shard.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.simulation.QuietEngine;
import dev.millrace.shard.simulation.Seeds;
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
    private static final int SEEDS = 30;
    private static final int TRACE_SHOWN = 120;

    @RegisterExtension
    static final WorldThreads THREADS = new WorldThreads();

    @Test
    void whateverGoesWrongNothingIsDestroyedOnDoubt() {
        Seeds seeds = new Seeds(
                "lifecycle",
                TRACE_SHOWN,
                seed -> LifecycleSimulation.run(seed, BrokenRule.NONE),
                seed -> LifecycleSimulation.trace(seed, BrokenRule.NONE));

        assertThat(seeds.run(SEEDS)).isPositive();
    }
}
