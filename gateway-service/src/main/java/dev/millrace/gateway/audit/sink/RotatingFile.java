package dev.millrace.gateway.audit.sink;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that is replaced when it is large or old, in a directory of its own; only the last of its predecessors are
 * kept. The loggers' own rolling files swallow the errors of their disk; with this one each is noticed.
 *
 * <pre>
 *   audit.jsonl                         grows
 *   audit-20261123T101500.123Z.jsonl.gz  was replaced then
 * </pre>
 */
public final class RotatingFile implements Closeable {
    private static final String CURRENT = "audit.jsonl";
    private static final String OLD = "audit-";
    private static final String UNFINISHED = ".unfinished";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Path current;
    private final Limits limits;
    private final Clock clock;
    private @Nullable FileChannel open;
    private Instant begun = Instant.MAX;

    /**
     * When a file is replaced, and what becomes of it.
     *
     * @param most files that are kept, the current one among them
     */
    public record Limits(long maxBytes, Duration maxAge, int most, boolean gzip) {}

    public RotatingFile(Path directory, Limits limits, Clock clock) {
        this.directory = directory;
        this.current = directory.resolve(CURRENT);
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Appends whole lines: after a failure, nothing of them.
     *
     * @throws IOException if they are not written; the file is opened anew for the next ones
     */
    public void append(ByteBuffer lines) throws IOException {
        FileChannel file = file();
        if (isDue(file, lines.remaining())) {
            rotate();
            file = file();
        }
        long size = file.size();
        try {
            while (lines.hasRemaining()) {
                file.write(lines);
            }
        } catch (IOException failure) {
            abandon(file, size);
            throw failure;
        }
    }

    private FileChannel file() throws IOException {
        FileChannel known = open;
        // Somebody may have moved it away.
        if (known != null && Files.exists(current)) {
            return known;
        }
        close();
        Files.createDirectories(directory);
        FileChannel opened = FileChannel.open(
                current,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OWNER_ONLY);
        open = opened;
        begun = opened.size() == 0
                ? clock.instant()
                : Files.getLastModifiedTime(current).toInstant();
        endLine(opened);
        return opened;
    }

    /** A process that was killed may have left half a line. */
    private void endLine(FileChannel file) throws IOException {
        if (file.size() == 0) {
            return;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel reading = FileChannel.open(current, StandardOpenOption.READ)) {
            reading.read(last, file.size() - 1);
        }
        if (last.get(0) != '\n') {
            file.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private boolean isDue(FileChannel file, int more) throws IOException {
        return file.size() > 0
                && (file.size() + more > limits.maxBytes
                        || Duration.between(begun, clock.instant()).compareTo(limits.maxAge) > 0);
    }

    private void rotate() throws IOException {
        close();
        Path old = directory.resolve(OLD + STAMP.format(clock.instant()) + ".jsonl");
        Files.move(current, old);
        if (limits.gzip) {
            compress(old);
        }
        prune();
    }

    private static void compress(Path old) throws IOException {
        Path unfinished = old.resolveSibling(old.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, OWNER_ONLY);
        try (InputStream in = Files.newInputStream(old);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
            in.transferTo(out);
        }
        Files.move(unfinished, old.resolveSibling(old.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(old);
    }

    private void prune() throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(directory)) {
            newestFirst = files.filter(file -> file.getFileName().toString().startsWith(OLD))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
        for (Path file : newestFirst.subList(Math.min(limits.most - 1, newestFirst.size()), newestFirst.size())) {
            Files.delete(file);
        }
    }

    private void abandon(FileChannel file, long size) {
        try (file) {
            file.truncate(size);
        } catch (IOException alsoFailed) {
            // The failure that led here is the one to tell of; the half line ends with the next one that is written.
        } finally {
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel file = open;
        open = null;
        if (file != null) {
            file.close();
        }
    }
}
