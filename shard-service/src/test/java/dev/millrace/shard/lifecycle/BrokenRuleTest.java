package dev.millrace.shard.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.simulation.QuietEngine;
import dev.millrace.shard.simulation.Seeds;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The simulation is worth something only if it notices when a rule is missing. */
@ExtendWith(QuietEngine.class)
class BrokenRuleTest {
    private static final int SEEDS = 100;

    @RegisterExtension
    static final WorldThreads THREADS = new WorldThreads();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void isCaught(BrokenRule rule) {
        assertThat(Seeds.anyViolation(SEEDS, seed -> LifecycleSimulation.run(seed, rule)))
                .isPresent();
    }
}
