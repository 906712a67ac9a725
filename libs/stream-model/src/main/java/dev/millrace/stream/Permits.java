package dev.millrace.stream;

import java.time.Duration;

/**
 * A rate limit: permits refill continuously and are taken when there are enough.
 *
 * <p>What is larger than the whole capacity could never be taken; it is admitted when the capacity is full and leaves a
 * debt that the normal rate pays back, so that the sustained rate holds. Times are those of {@link System#nanoTime}. Not
 * thread-safe: who shares one takes turns.
 */
public final class Permits {
    private final double perNano;
    private final double capacity;
    private double available;
    private long refilledAt;

    /**
     * @param perSecond the sustained rate, above 0
     * @param capacity how many can be saved up, at least 1
     */
    public Permits(double perSecond, double capacity, long now) {
        this.perNano = perSecond / 1e9;
        this.capacity = capacity;
        this.available = capacity;
        this.refilledAt = now;
    }

    /** As many as refill in a second can be saved up. */
    public static Permits perSecond(long rate, long now) {
        return new Permits(rate, rate, now);
    }

    /** Whether so many could be taken now. */
    public boolean has(double amount, long now) {
        refill(now);
        return available >= Math.min(amount, capacity);
    }

    /** Takes permits, whether they are there or not: what is missing is owed. */
    public void take(double amount) {
        available -= amount;
    }

    /** Takes one permit if there is one. */
    public boolean tryTake(long now) {
        boolean there = has(1, now);
        if (there) {
            take(1);
        }
        return there;
    }

    /** Whether nothing is owed, and something is left. */
    public boolean isPositive(long now) {
        refill(now);
        return available > 0;
    }

    /** How long until nothing is owed, if nobody takes more. */
    public Duration debt(long now) {
        refill(now);
        return available >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-available / perNano));
    }

    private void refill(long now) {
        available = Math.min(capacity, available + Math.max(0, now - refilledAt) * perNano);
        refilledAt = now;
    }
}
