package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of one node's own, that a test can fill: a file system in a file, so that it says that there is no room left where a
 * disk would. To mount one needs Linux, and root.
 */
final class SmallDisk implements AutoCloseable {
    private static final int MEBIBYTES = 2048;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path mountPoint;
    private final Path image;
    private final Path records;
    private final Path other;

    private SmallDisk(Path mountPoint, Path image) {
        this.mountPoint = mountPoint;
        this.image = image;
        // Cassandra holds the size of what lies in its data directory against the room that is left, and nothing else.
        this.records = mountPoint.resolve("data").resolve("ballast");
        this.other = mountPoint.resolve("ballast");
    }

    /**
     * One that is mounted at a directory, which is made.
     *
     * @throws IllegalStateException where that may not be done
     */
    static SmallDisk mount(Path directory) {
        try {
            Files.createDirectories(directory);
            Path image = directory.resolveSibling(directory.getFileName() + ".disk");
            run("truncate", "-s", MEBIBYTES + "M", image.toString());
            run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
            run("mount", "-o", "loop", image.toString(), directory.toString());
            return new SmallDisk(directory, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills it as records would, but for so much. */
    void fill(int leaveMebibytes) {
        fill(records, leaveMebibytes);
    }

    /** Fills it to the last byte, as another program may: Cassandra does not see it coming. */
    void fill() {
        fill(other, 0);
    }

    private void fill(Path ballast, int leaveMebibytes) {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            while (leaveMebibytes == 0 || free() > (long) leaveMebibytes * CHUNK_BYTES) {
                out.write(chunk);
            }
        } catch (IOException full) {
            if (free() > CHUNK_BYTES) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Removes what filled it. */
    void clear() {
        try {
            Files.deleteIfExists(records);
            Files.deleteIfExists(other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long free() {
        try {
            FileStore store = Files.getFileStore(mountPoint);
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run("umount", mountPoint.toString());
            Files.delete(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
