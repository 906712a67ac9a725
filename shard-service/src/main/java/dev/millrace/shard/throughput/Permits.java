package dev.millrace.shard.throughput;

/**
 * A rate limit: permits refill continuously and are taken when there are enough.
 *
 * <p>What is larger than the whole capacity could never be taken; it is admitted when the capacity is full and leaves a
 * debt that the normal rate pays back, so that the sustained rate holds. Not thread-safe: lives on its shard's loop.
 */
public final class Permits {
    private final double perNano;
    private final double capacity;
    private double available;
    private long refilledAt;

    /**
     * @param perSecond the sustained rate
     * @param capacity how many can be saved up, at least 1
     */
    public Permits(double perSecond, double capacity, long now) {
        this.perNano = perSecond / 1e9;
        this.capacity = capacity;
        this.available = capacity;
        this.refilledAt = now;
    }

    /** Whether so many could be taken now. */
    public boolean has(double amount, long now) {
        refill(now);
        return available >= Math.min(amount, capacity);
    }

    /** Takes permits that {@link #has} has promised. */
    public void take(double amount) {
        available -= amount;
    }

    /** Whether nothing is owed. */
    public boolean isPositive(long now) {
        refill(now);
        return available > 0;
    }

    private void refill(long now) {
        available = Math.min(capacity, available + (now - refilledAt) * perNano);
        refilledAt = now;
    }
}
