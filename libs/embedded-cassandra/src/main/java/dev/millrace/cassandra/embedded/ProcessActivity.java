package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether a process gets on: it writes to its log, or computes more than one does that only waits. Replaying a long commit log
 * does both.
 */
final class ProcessActivity {

    /** Between two looks of {@link StartWatch}; what runs in the background of an idle node takes a tenth of that. */
    private static final Duration COMPUTING = Duration.ofSeconds(1);

    private static final int TAIL = 16_384;
    private static final int LONGEST_MESSAGE = 120;

    private final ProcessHandle process;
    private final Path console;
    private final Path log;
    private long written;
    private Duration computed = Duration.ZERO;

    ProcessActivity(ProcessHandle process, Path console) {
        this.process = process;
        this.console = console;
        this.log = console.resolveSibling("system.log");
    }

    /** Whether anything happened since the last call. */
    boolean advanced() {
        long writtenNow = size(console) + size(log);
        Duration computedNow = process.info().totalCpuDuration().orElse(Duration.ZERO);
        boolean advanced = writtenNow != written || computedNow.minus(computed).compareTo(COMPUTING) >= 0;
        written = writtenNow;
        computed = computedNow;
        return advanced;
    }

    /** What the log's last line says, without its time and place. */
    String lastMessage() {
        try {
            String end = end(log).stripTrailing();
            String line = end.substring(end.lastIndexOf('\n') + 1);
            int message = line.indexOf(" - ");
            String said = message < 0 ? line : line.substring(message + " - ".length());
            return said.length() <= LONGEST_MESSAGE ? said : said.substring(0, LONGEST_MESSAGE) + " …";
        } catch (IOException e) {
            return "no log yet";
        }
    }

    private static String end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), TAIL));
            channel.position(channel.size() - bytes.capacity());
            channel.read(bytes);
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
