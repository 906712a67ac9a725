package dev.millrace.consumers.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often each place may be asked for. Every instance counts for itself. */
final class CallRates {
    private static final int MOST_PLACES = 100_000;

    private final double perNano;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Cache<Place, Permits> places = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    CallRates(int perSecond, int burst, LongSupplier nanoTime) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    boolean tryTake(Place place) {
        return places.get(place, unused -> new Permits()).tryTake();
    }

    private final class Permits {
        private double available = burst;
        private long refilledAt = nanoTime.getAsLong();

        synchronized boolean tryTake() {
            long now = nanoTime.getAsLong();
            available = Math.min(burst, available + (now - refilledAt) * perNano);
            refilledAt = now;
            if (available < 1) {
                return false;
            }
            available -= 1;
            return true;
        }
    }
}
