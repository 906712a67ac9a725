package dev.millrace.consumers.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.stream.Permits;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often each place may be asked for. Every instance counts for itself. */
final class CallRates {
    private static final int MOST_PLACES = 100_000;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Cache<SubscriptionKey, Permits> places = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    CallRates(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    boolean tryTake(SubscriptionKey place) {
        Permits permits = places.get(place, unused -> new Permits(perSecond, burst, nanoTime.getAsLong()));
        synchronized (permits) {
            return permits.tryTake(nanoTime.getAsLong());
        }
    }
}
