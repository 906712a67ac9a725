package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of Cassandra's process. It ties the process to its parent, claims the directory, and then hands over to
 * Cassandra's own main.
 *
 * <p>Standard input is a pipe whose other end only the parent holds. The kernel closes it however the parent ends,
 * {@code kill -9} included, so end-of-file is the one sign that cannot be missed. The process then halts at once: the
 * commit log is written in batch mode, so nothing acknowledged depends on an orderly end.
 */
final class CassandraChild {

    private static final String DAEMON = "org.apache.cassandra.service.CassandraDaemon";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(15);

    /** Exit status when another Cassandra keeps the directory locked. */
    static final int DIRECTORY_IN_USE = 75;

    private static final int PARENT_GONE = 76;

    /** Held until the process ends; a field so that the lock is not collected with its channel. */
    @SuppressWarnings("unused")
    private static @Nullable FileLock lock;

    private CassandraChild() {}

    public static void main(String[] arguments) throws Exception {
        endWithParent(System.in);
        ignoreTerminalSignals();
        lock = lockOrExit(Path.of(arguments[0]));
        Class.forName(DAEMON).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void endWithParent(InputStream parent) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (parent.read() >= 0) {
                            // The parent never writes; only the end of the stream means something.
                        }
                    } catch (IOException e) {
                        // As good as the end of the stream.
                    }
                    Runtime.getRuntime().halt(PARENT_GONE);
                },
                "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    /**
     * Ctrl-C and a closed terminal reach every process of the terminal's group. The parent still needs Cassandra while
     * its services drain, and ends it when they have.
     */
    private static void ignoreTerminalSignals() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
    }

    /** A predecessor whose parent was killed needs a moment to end; two Cassandras on one directory would destroy it. */
    private static FileLock lockOrExit(Path lockFile) throws IOException, InterruptedException {
        @SuppressWarnings("resource") // Closing the file would release the lock.
        RandomAccessFile file = new RandomAccessFile(lockFile.toFile(), "rw");
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (true) {
            FileLock acquired = file.getChannel().tryLock();
            if (acquired != null) {
                return acquired;
            }
            if (System.nanoTime() - deadline >= 0) {
                System.err.println("Another Cassandra is running on " + lockFile.getParent());
                System.exit(DIRECTORY_IN_USE);
            }
            Thread.sleep(50);
        }
    }
}
