package dev.millrace.cassandra.embedded;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How Cassandra writes its commit log.
 *
 * <p>Under {@code commitlog_sync: batch} a memory-mapped segment is synced after nearly every write, and each next write
 * faults its page in again: half of what a small block cost. Direct writes ({@code O_DIRECT} and {@code O_DSYNC}) have
 * neither faults nor a separate sync. Cassandra's own {@code auto} asks only for the file system's block size; some file
 * systems tell one and refuse the write, which would stop the node. So it is tried here.
 */
final class CommitLogAccess {
    private final Path directory;

    /** @param directory the commit log's, which exists */
    CommitLogAccess(Path directory) {
        this.directory = directory;
    }

    /** The value of {@code commitlog_disk_access_mode}: {@code direct} if a direct write succeeds here, else {@code mmap}. */
    String mode() throws IOException {
        Path probe = directory.resolve("direct-write-probe");
        try {
            int blockSize = Math.toIntExact(Files.getFileStore(directory).getBlockSize());
            ByteBuffer block = ByteBuffer.allocateDirect(2 * blockSize)
                    .alignedSlice(blockSize)
                    .limit(blockSize);
            try (FileChannel channel = FileChannel.open(
                    probe,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC,
                    ExtendedOpenOption.DIRECT)) {
                channel.write(block);
            }
            return "direct";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException refused) {
            return "mmap";
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
