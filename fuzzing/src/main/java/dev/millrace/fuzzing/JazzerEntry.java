package dev.millrace.fuzzing;

import dev.millrace.fuzzing.targets.FuzzTarget;
import dev.millrace.fuzzing.targets.FuzzTargets;

/**
 * Where Jazzer hands over its inputs. It looks for this method by name; which target reads them, a system property says.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class JazzerEntry {
    /** The name of a {@link FuzzTargets}. */
    public static final String TARGET = "millrace.fuzzing.target";

    private static final FuzzTarget READER =
            FuzzTargets.valueOf(System.getProperty(TARGET, "")).target();

    private JazzerEntry() {}

    public static void fuzzerTestOneInput(byte[] input) {
        READER.read(input);
    }
}
