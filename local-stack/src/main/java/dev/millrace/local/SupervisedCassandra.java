package dev.millrace.local;

import dev.millrace.cassandra.embedded.CassandraUnavailableException;
import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Cassandra running: when its process ends unasked, it is started again on the same data and ports, after a pause
 * that grows with each failure. The services reconnect by themselves.
 */
final class SupervisedCassandra implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SupervisedCassandra.class);
    /** How long a process that starts may do nothing at all. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private static final Duration RESERVE_INTERVAL = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EmbeddedCassandraSettings settings;
    private final DiskReserve reserve;
    private final Thread supervisor;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private EmbeddedCassandra process;
    private boolean closed;

    private SupervisedCassandra(EmbeddedCassandra process, DiskReserve reserve) {
        this.settings = process.settings();
        this.reserve = reserve;
        this.process = process;
        this.supervisor = new Thread(this::supervise, "cassandra-supervisor");
        supervisor.setDaemon(true);
    }

    /** Starts it and returns at once. */
    static SupervisedCassandra start(EmbeddedCassandraSettings settings, DiskReserve reserve) {
        reserve.release();
        SupervisedCassandra cassandra = new SupervisedCassandra(EmbeddedCassandra.start(settings), reserve);
        cassandra.supervisor.start();
        return cassandra;
    }

    /**
     * Completes when CQL is answered for the first time. A first start that fails is not repeated: something is wrong
     * then that a person has to see.
     */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** What tells whether the process that runs now has done anything since the last call. */
    BooleanSupplier activity() {
        return current().activity();
    }

    long pid() {
        return current().pid();
    }

    @Override
    public void close() {
        EmbeddedCassandra last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        supervisor.interrupt();
        last.stop();
    }

    private void supervise() {
        try {
            current().awaitReady(START_PATIENCE);
            ready.complete(null);
            restartWheneverItEnds();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CassandraUnavailableException e) {
            ready.completeExceptionally(e);
        }
    }

    private void restartWheneverItEnds() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            int status = awaitEnd(current().onExit());
            if (isClosed()) {
                return;
            }
            log.error("Cassandra ended with status {}; it is started again", status);
            Thread.sleep(pause.toMillis());
            pause = restart() ? FIRST_PAUSE : longer(pause);
        }
    }

    private int awaitEnd(CompletableFuture<Integer> end) throws InterruptedException {
        while (true) {
            try {
                return end.get(RESERVE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                reserve.keep();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The end of a process cannot fail", e);
            }
        }
    }

    /** However often it takes: what prevents a start, such as a full disk, may end without anybody doing anything here. */
    private boolean restart() throws InterruptedException {
        try {
            @Nullable EmbeddedCassandra started = startUnlessClosed();
            if (started == null) {
                return false;
            }
            started.awaitReady(START_PATIENCE);
            return true;
        } catch (CassandraUnavailableException e) {
            log.error("Cassandra could not be started again, and is tried again: {}", e.getMessage());
            current().kill();
            return false;
        }
    }

    private synchronized @Nullable EmbeddedCassandra startUnlessClosed() {
        if (closed) {
            return null;
        }
        reserve.release();
        process = EmbeddedCassandra.start(settings);
        return process;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private synchronized EmbeddedCassandra current() {
        return process;
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
