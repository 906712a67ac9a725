package dev.millrace.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fuzzing.targets.FuzzTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Minutes of Jazzer for each target, in a process of its own, which ends at the first fault, input that takes longer than
 * ten seconds, or growth. What it found interesting is kept in {@code target/corpus} for the next time.
 */
class CoverageGuidedSearch {
    private static final int SECONDS = Integer.getInteger("millrace.fuzzing.seconds", 180);

    @ParameterizedTest
    @EnumSource
    void findsNothing(FuzzTargets target) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(Path.of("target", "corpus", target.name()));
        int number = 0;
        for (byte[] seed : target.target().seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        Path output = Path.of("target", "search-" + target.name() + ".log");
        Process search = new ProcessBuilder(command(target, corpus))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(search.waitFor(SECONDS + 120L, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
        } finally {
            search.destroyForcibly();
        }
        assertThat(search.exitValue()).as("see %s", output).isZero();
        assertThat(output).content().contains("Done ");
    }

    private static List<String> command(FuzzTargets target, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + JazzerEntry.TARGET + "=" + target.name(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=dev.millrace.**",
                "--reproducer_path=target",
                "-artifact_prefix=target/" + target.name() + "-",
                "-max_total_time=" + SECONDS,
                "-timeout=10",
                "-rss_limit_mb=3000",
                "-max_len=16384",
                "-print_final_stats=1",
                corpus.toString());
    }
}
