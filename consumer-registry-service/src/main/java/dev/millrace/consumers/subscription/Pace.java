package dev.millrace.consumers.subscription;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast one subscription may be pushed to: bytes refill at a steady rate, up to one second's worth. An event larger than
 * what there is goes all the same and leaves a debt, for which the next one waits. Used by one event at a time.
 */
final class Pace {
    private final double perNano;
    private final double capacity;
    private final LongSupplier nanoTime;
    private double available;
    private long refilledAt;

    Pace(long bytesPerSecond, LongSupplier nanoTime) {
        this.perNano = bytesPerSecond / 1e9;
        this.capacity = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.available = capacity;
        this.refilledAt = nanoTime.getAsLong();
    }

    /** How long an event has to wait before it goes, having taken its bytes; zero for at once. */
    Duration take(long bytes) {
        long now = nanoTime.getAsLong();
        available = Math.min(capacity, available + (now - refilledAt) * perNano);
        refilledAt = now;
        long wait = available >= 0 ? 0 : (long) Math.ceil(-available / perNano);
        available -= bytes;
        return Duration.ofNanos(wait);
    }
}
