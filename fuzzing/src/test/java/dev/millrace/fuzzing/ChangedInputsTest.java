package dev.millrace.fuzzing;

import static org.junit.jupiter.api.Assertions.fail;

import dev.millrace.fuzzing.targets.FuzzTarget;
import dev.millrace.fuzzing.targets.FuzzTargets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@link CoverageGuidedSearch}: the same inputs in every build. */
class ChangedInputsTest {
    private static final int INPUTS = 5_000;

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void isReadOrRefusedWhateverItIs(FuzzTargets name) {
        FuzzTarget target = name.target();
        target.seeds().forEach(seed -> read(target, seed));
        ByteChanges changes = new ByteChanges(target.seeds(), new Random(name.ordinal()));
        for (int i = 0; i < INPUTS; i++) {
            read(target, changes.next());
        }
    }

    private static void read(FuzzTarget target, byte[] input) {
        try {
            target.read(input);
        } catch (RuntimeException | Error fault) {
            fail("an input that breaks it: " + HexFormat.of().formatHex(input), fault);
        }
    }
}
