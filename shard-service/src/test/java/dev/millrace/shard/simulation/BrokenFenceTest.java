package dev.millrace.shard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth something only if it notices when a safeguard is missing. */
@ExtendWith(QuietEngine.class)
class BrokenFenceTest {
    private static final int SEEDS = 400;

    @ParameterizedTest
    @EnumSource
    void isCaught(BrokenFence fence) {
        assertThat(Seeds.anyViolation(SEEDS, seed -> Simulation.run(seed, fence)))
                .isPresent();
    }
}
