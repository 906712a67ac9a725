package dev.millrace.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that keeps room for a start. Whatever else fills the disk, Cassandra ends when it cannot write, and needs room to begin:
 * for the segments of its commit log, and for what it reads from it. The file is given up for that, and made again when there
 * is room for it without a want.
 */
final class DiskReserve {
    private static final Logger log = LoggerFactory.getLogger(DiskReserve.class);
    private static final int MEBIBYTE = 1 << 20;

    private final Path file;
    private final long bytes;

    DiskReserve(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Gives the room up, unless there is as much without it. To be called before a start. */
    void release() {
        try {
            if (usableBytes() < bytes && Files.deleteIfExists(file)) {
                log.warn("The disk is full: the room kept for a start is used now ({} MiB)", bytes / MEBIBYTE);
            }
        } catch (IOException e) {
            log.warn("The room kept for a start cannot be given up: {}", e.toString());
        }
    }

    /** Takes the room, when there is three times as much. To be called again and again while Cassandra runs. */
    void keep() {
        try {
            if (!Files.exists(file) && usableBytes() > 3 * bytes) {
                write();
            }
        } catch (IOException e) {
            log.warn("No room can be kept for a start: {}", e.toString());
        }
    }

    private void write() throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            // Written, as a hole keeps nothing; in small steps, as others write to the disk as well.
            ByteBuffer zeros = ByteBuffer.allocateDirect(MEBIBYTE);
            while (channel.size() < bytes) {
                channel.write(zeros.clear(), channel.size());
            }
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file);
    }

    private long usableBytes() throws IOException {
        return Files.getFileStore(file.getParent()).getUsableSpace();
    }
}
