package dev.millrace.e2e.cluster;

import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the nodes. */
final class CassandraNode implements Member {
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private final String name;
    private final EmbeddedCassandraSettings settings;
    private final Optional<SmallDisk> disk;
    private @Nullable EmbeddedCassandra process;

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
        return process == null ? 0 : process.pid();
    }

    @Override
    public void start() {
        process = EmbeddedCassandra.start(settings);
    }

    @Override
    public void awaitReady() {
        try {
            running().awaitReady(START_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void stop() {
        running().stop();
    }

    @Override
    public Optional<SmallDisk> disk() {
        return disk;
    }

    @Override
    public boolean isAlive() {
        return process != null && !process.onExit().isDone();
    }

    private EmbeddedCassandra running() {
        return Objects.requireNonNull(process);
    }
}
