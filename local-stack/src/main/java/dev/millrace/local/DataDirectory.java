package dev.millrace.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of everything that one stack keeps, held by one stack at a time. The lock is the kernel's and ends with
 * the process, so a killed stack leaves nothing behind that would have to be cleared away.
 */
final class DataDirectory implements AutoCloseable {
    private static final int LONGEST_PID = 20;
    private static final long DISK_RESERVE_BYTES = 256L << 20;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if need be, and takes it.
     *
     * @throws LocalStackException when another process has it, naming the process
     */
    static DataDirectory claim(Path path) {
        try {
            Files.createDirectories(path);
            closeToOthers(path);
            FileChannel lockFile = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                String holder = read(lockFile);
                lockFile.close();
                throw new LocalStackException("Millrace already runs on " + path + " (process " + holder
                        + "). Stop it first, or set MILLRACE_DATA to another directory.");
            }
            lockFile.truncate(0);
            lockFile.write(StandardCharsets.US_ASCII.encode(
                    String.valueOf(ProcessHandle.current().pid())));
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw new LocalStackException("The data directory " + path + " cannot be used: " + e, e);
        }
    }

    /** Whatever is in it, secrets and records and what Cassandra and others write: nobody else on this machine reads it. */
    private static void closeToOthers(Path path) throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    Path cassandra() {
        return path.resolve("cassandra");
    }

    DiskReserve diskReserve() {
        return new DiskReserve(path.resolve("disk-reserve"), DISK_RESERVE_BYTES);
    }

    Path tls() {
        return path.resolve("tls");
    }

    Path audit() {
        return path.resolve("audit");
    }

    Path metricsTargets() {
        return path.resolve("metrics-targets.json");
    }

    Path masterKey() {
        return path.resolve("master-key.json");
    }

    Path credentials() {
        return credentials(path);
    }

    /** Where the generated root credentials of a data directory are, in any process. */
    static Path credentials(Path data) {
        return data.resolve("credentials");
    }

    /** What the services of this stack know each other by. */
    StoredSecret clusterSecret() {
        return StoredSecret.in(path.resolve("cluster-secret"));
    }

    /** What Cassandra knows the services by. */
    StoredSecret cassandraPassword() {
        return StoredSecret.in(path.resolve("cassandra-password"));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }
}
