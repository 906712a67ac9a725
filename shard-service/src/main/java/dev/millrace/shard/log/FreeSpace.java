package dev.millrace.shard.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The free space where Cassandra keeps its data, if that is on this machine. */
public final class FreeSpace {
    /** How much more than the reserve there has to be before records are taken again, so that it does not change each second. */
    private static final double AGAIN = 1.05;

    private final Path directory;
    private final long reserveBytes;
    private boolean isShort;

    /** @param reserveBytes what is left to Cassandra itself */
    public FreeSpace(Path directory, long reserveBytes) {
        this.directory = directory;
        this.reserveBytes = reserveBytes;
    }

    /** What is short; empty when nothing is. Asks the file system. */
    public String shortage() throws IOException {
        return shortage(Files.getFileStore(directory).getUsableSpace());
    }

    String shortage(long usableBytes) {
        isShort = usableBytes < (isShort ? (long) (reserveBytes * AGAIN) : reserveBytes);
        return isShort
                ? (usableBytes >> 20) + " MiB are free on the disk of " + directory + ", and " + (reserveBytes >> 20)
                        + " MiB are kept for Cassandra itself"
                : "";
    }
}
