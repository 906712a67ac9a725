package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a start that need Cassandra. A node that is small, cold or busy answers the first statements late, and a
 * time-out then says nothing about the next try. So each step is repeated until it succeeds, and while that lasts a line
 * says every ten seconds what is waited for and why it failed last. A step that has not succeeded for ten minutes ends
 * the start with that reason; one that Cassandra refuses for what it asks ends it at once.
 */
public final class StartSteps {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Sleep sleep;

    public StartSteps() {
        this(LoggerFactory.getLogger(StartSteps.class));
    }

    /** @param log where it is said what is waited for */
    StartSteps(Logger log) {
        this(log, System::nanoTime, pause -> Thread.sleep(pause.toMillis()));
    }

    StartSteps(Logger log, LongSupplier nanoTime, Sleep sleep) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    /**
     * Takes one step.
     *
     * @param what the step, as it completes "Waiting for …"
     * @param attempt bears repetition, although an earlier one may have had its effect
     * @throws CassandraStartException when it does not succeed for ten minutes
     * @throws QueryValidationException when Cassandra refuses what it asks
     */
    public <T> T take(String what, Supplier<T> attempt) {
        Waiting waiting = new Waiting(what);
        while (true) {
            try {
                return attempt.get();
            } catch (QueryValidationException refused) {
                throw refused;
            } catch (DriverException failure) {
                if (waiting.passed().compareTo(PATIENCE) >= 0) {
                    throw new CassandraStartException(
                            "Gave up waiting for " + what + " after " + PATIENCE.toMinutes() + " minutes: "
                                    + failure.getMessage(),
                            failure);
                }
                waiting.report(failure.getMessage());
            }
            pause(what, PAUSE);
        }
    }

    /** Waits without an end for what others do, and says so every ten seconds. */
    public void await(String what, Duration interval, BooleanSupplier happened) {
        Waiting waiting = new Waiting(what);
        while (!happened.getAsBoolean()) {
            waiting.report(null);
            pause(what, interval);
        }
    }

    private void pause(String what, Duration interval) {
        try {
            sleep.of(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CassandraStartException("Interrupted while waiting for " + what, e);
        }
    }

    /** How a thread waits. */
    interface Sleep {
        void of(Duration pause) throws InterruptedException;
    }

    /** How long one step has lasted, and when that was last said. */
    private final class Waiting {

        private final String what;
        private final long began = nanoTime.getAsLong();
        private long reported = began;

        Waiting(String what) {
            this.what = what;
        }

        Duration passed() {
            return Duration.ofNanos(nanoTime.getAsLong() - began);
        }

        void report(@Nullable String reason) {
            long now = nanoTime.getAsLong();
            if (now - reported >= REPORT_INTERVAL.toNanos()) {
                reported = now;
                log.info(
                        "Waiting for {} for {} s{}",
                        what,
                        passed().toSeconds(),
                        reason == null ? "" : ", it failed last with: " + reason);
            }
        }
    }
}
