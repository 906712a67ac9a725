package dev.millrace.e2e.cluster;

import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.embedded.CassandraUnavailableException;
import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the nodes. When one with a disk of its own ends by itself it is started again and again, as those who run a node have it
 * done: a full disk may end it at any moment, even after there is room again.
 */
final class CassandraNode implements Member {
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final String name;
    private final EmbeddedCassandraSettings settings;
    private final Optional<SmallDisk> disk;
    private volatile @Nullable EmbeddedCassandra process;
    private boolean wanted;

    /** @param disk its own, at its directory */
    CassandraNode(String name, EmbeddedCassandraSettings settings, Optional<SmallDisk> disk) {
        this.name = name;
        this.settings = settings;
        this.disk = disk;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.CASSANDRA;
    }

    @Override
    public long pid() {
        return process == null ? 0 : running().pid();
    }

    @Override
    public synchronized void start() {
        wanted = true;
        EmbeddedCassandra started = EmbeddedCassandra.start(settings);
        process = started;
        if (disk.isPresent()) {
            var unused = started.onExit().thenRunAsync(this::startAgain, AFTER_A_PAUSE);
        }
    }

    private synchronized void startAgain() {
        if (!wanted || isAlive()) {
            return;
        }
        try {
            start();
        } catch (RuntimeException noRoomYet) {
            AFTER_A_PAUSE.execute(this::startAgain);
        }
    }

    @Override
    public void awaitReady() {
        await("node " + name).atMost(START_PATIENCE).until(this::becomesReady);
    }

    /** False if it ended meanwhile, and will be started again. */
    private boolean becomesReady() throws InterruptedException {
        try {
            running().awaitReady(START_PATIENCE);
            return true;
        } catch (CassandraUnavailableException ended) {
            if (disk.isEmpty()) {
                throw ended;
            }
            return false;
        }
    }

    @Override
    public void kill() {
        if (isNoLongerWanted()) {
            running().kill();
        }
    }

    @Override
    public void stop() {
        if (isNoLongerWanted()) {
            running().stop();
        }
    }

    /** From here on it stays ended; whether there is a process to end. */
    private synchronized boolean isNoLongerWanted() {
        wanted = false;
        return process != null;
    }

    @Override
    public Optional<SmallDisk> disk() {
        return disk;
    }

    @Override
    public boolean isAlive() {
        return process != null && !running().onExit().isDone();
    }

    private EmbeddedCassandra running() {
        return Objects.requireNonNull(process);
    }
}
