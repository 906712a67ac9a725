package dev.millrace.gateway.audit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    private Path directory;

    private final SteppingClock clock = new SteppingClock();
    private RotatingFile file;

    RotatingFileTest() {
        this.file = new RotatingFile(Path.of("nowhere"), limits(100, 3, true), clock);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    private static RotatingFile.Limits limits(long maxBytes, int most, boolean gzip) {
        return new RotatingFile.Limits(maxBytes, Duration.ofHours(1), most, gzip);
    }

    private void open(RotatingFile.Limits limits) {
        file = new RotatingFile(directory, limits, clock);
    }

    private void append(String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        clock.now = clock.now.plusSeconds(1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileThatWouldBecomeTooLargeIsReplacedAndCompressed() throws IOException {
        open(limits(20, 3, true));
        append("0123456789\n");
        append("0123456789\n");

        assertThat(names()).containsExactly("audit-20261123T100001.000Z.jsonl.gz", "audit.jsonl");
        try (GZIPInputStream old =
                new GZIPInputStream(Files.newInputStream(directory.resolve("audit-20261123T100001.000Z.jsonl.gz")))) {
            assertThat(old.readAllBytes()).asString().isEqualTo("0123456789\n");
        }
    }

    @Test
    void anOldFileIsReplaced() throws IOException {
        open(limits(1_000, 3, false));
        append("a\n");
        clock.now = clock.now.plus(Duration.ofHours(2));
        append("b\n");

        assertThat(names()).hasSize(2);
        assertThat(Files.readString(directory.resolve("audit.jsonl"))).isEqualTo("b\n");
    }

    @Test
    void onlyTheLastOnesAreKept() throws IOException {
        open(limits(2, 3, true));
        for (int i = 0; i < 9; i++) {
            append(i + "\n");
        }

        assertThat(names())
                .containsExactly(
                        "audit-20261123T100007.000Z.jsonl.gz", "audit-20261123T100008.000Z.jsonl.gz", "audit.jsonl");
    }

    @Test
    void nobodyElseMayReadThem() throws IOException {
        open(limits(2, 3, true));
        append("a\n");
        append("b\n");

        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void halfALineOfAProcessThatDiedIsEnded() throws IOException {
        Files.writeString(directory.resolve("audit.jsonl"), "{\"half");
        open(limits(1_000, 3, false));
        append("{}\n");

        assertThat(Files.readAllLines(directory.resolve("audit.jsonl"))).containsExactly("{\"half", "{}");
    }

    @Test
    void aFileThatSomebodyMovedAwayIsBegunAnew() throws IOException {
        open(limits(1_000, 3, false));
        append("a\n");
        Files.move(directory.resolve("audit.jsonl"), directory.resolve("kept.jsonl"));
        append("b\n");

        assertThat(Files.readString(directory.resolve("audit.jsonl"))).isEqualTo("b\n");
    }

    @Test
    void aFullDiskIsAnErrorUntilThereIsRoomAgain() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        open(limits(1_000, 3, false));
        assertThatThrownBy(() -> append("a\n")).isInstanceOf(IOException.class);

        Files.delete(file);
        append("b\n");
        assertThat(Files.readString(file)).isEqualTo("b\n");
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
