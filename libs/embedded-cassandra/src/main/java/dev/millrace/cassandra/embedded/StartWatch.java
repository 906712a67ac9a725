package dev.millrace.cassandra.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Patience with something that starts: a slow machine is waited for as long as it gets on, and one where nothing happens
 * any more is not. What is waited for is said every ten seconds.
 */
public final class StartWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StartWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Duration patience;
    private final BooleanSupplier advanced;
    private final Supplier<String> state;
    private final LongSupplier nanoTime;
    private final long began;
    private long looked;
    private long moved;

    /**
     * Begins to watch.
     *
     * @param patience how long nothing may happen; judged every ten seconds
     * @param advanced whether anything has happened since it was asked last
     * @param state what is waited for; nothing is said while this is empty
     */
    public StartWatch(Duration patience, BooleanSupplier advanced, Supplier<String> state) {
        this(patience, advanced, state, System::nanoTime);
    }

    StartWatch(Duration patience, BooleanSupplier advanced, Supplier<String> state, LongSupplier nanoTime) {
        this.patience = patience;
        this.advanced = advanced;
        this.state = state;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.looked = began;
        this.moved = began;
    }

    /** To be asked again and again: true when nothing has happened for so long that nothing will. */
    public boolean gaveUp() {
        long now = nanoTime.getAsLong();
        if (now - looked < INTERVAL.toNanos()) {
            return false;
        }
        looked = now;
        if (advanced.getAsBoolean()) {
            moved = now;
        }
        String what = state.get();
        if (!what.isEmpty()) {
            LOG.info("{} after {} s", what, Duration.ofNanos(now - began).toSeconds());
        }
        return now - moved >= patience.toNanos();
    }
}
