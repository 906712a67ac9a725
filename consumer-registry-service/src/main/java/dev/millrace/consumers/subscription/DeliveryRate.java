package dev.millrace.consumers.subscription;

import dev.millrace.stream.rate.Permits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast one subscription may be pushed to: bytes refill at a steady rate, up to one second's worth. An event larger than
 * what there is goes all the same and leaves a debt, for which the next one waits. Used by one event at a time.
 */
final class DeliveryRate {
    private final Permits permits;
    private final LongSupplier nanoTime;

    DeliveryRate(long bytesPerSecond, LongSupplier nanoTime) {
        this.permits = Permits.perSecond(bytesPerSecond, nanoTime.getAsLong());
        this.nanoTime = nanoTime;
    }

    /** How long an event has to wait before it goes, having taken its bytes; zero for at once. */
    Duration take(long bytes) {
        Duration wait = permits.debt(nanoTime.getAsLong());
        permits.take(bytes);
        return wait;
    }
}
