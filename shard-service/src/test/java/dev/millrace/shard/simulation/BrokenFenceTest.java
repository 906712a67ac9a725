package dev.millrace.shard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
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
        Optional<Violation> caught = LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> violationOf(seed, fence))
                .flatMap(Optional::stream)
                .findAny();

        assertThat(caught).isPresent();
    }

    private static Optional<Violation> violationOf(long seed, Variant variant) {
        try {
            Simulation.run(seed, variant);
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }
}
