package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private long now;
    private boolean advances = true;
    private int looks;
    private final StartWatch watch = new StartWatch(
            PATIENCE,
            () -> {
                looks++;
                return advances;
            },
            () -> "",
            () -> now);

    @Test
    void waitsForAnHourAsLongAsAnythingHappens() {
        assertThat(gaveUpWithin(Duration.ofHours(1))).isFalse();
        assertThat(looks).as("one look, and one line, every ten seconds").isEqualTo(360);
    }

    @Test
    void givesUpWhenNothingHasHappenedForThePatience() {
        gaveUpWithin(Duration.ofMinutes(20));
        advances = false;
        assertThat(gaveUpWithin(PATIENCE.minusSeconds(10))).isFalse();
        assertThat(gaveUpWithin(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void aLogThatGrowsIsActivityAndItsLastLineSaysWhatIsDone(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("system.log");
        Files.writeString(log, "2026-11-30 INFO  [main] CommitLog.java - Replaying one\n");
        // A process that only waits: this JVM's parent computes nothing worth the name in a test.
        ProcessActivity activity = new ProcessActivity(idle(), directory.resolve("console.log"));
        activity.advanced();

        assertThat(activity.advanced()).isFalse();
        Files.writeString(log, "2026-11-30 INFO  [main] CommitLog.java - Replaying two - of five\n");
        assertThat(activity.advanced()).isTrue();
        assertThat(activity.advanced()).isFalse();
        assertThat(activity.lastMessage()).isEqualTo("Replaying two - of five");
    }

    private static ProcessHandle idle() throws Exception {
        return ProcessHandle.current().parent().orElseThrow();
    }

    private boolean gaveUpWithin(Duration duration) {
        long end = now + duration.toNanos();
        while (now < end) {
            now += Duration.ofMillis(500).toNanos();
            if (watch.gaveUp()) {
                return true;
            }
        }
        return false;
    }
}
