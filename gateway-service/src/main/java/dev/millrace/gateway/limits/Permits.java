package dev.millrace.gateway.limits;

/** Permits that refill at a steady rate, up to one second's worth. */
final class Permits {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private double available;
    private long refilledNanos;

    Permits(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.available = perSecond;
        this.refilledNanos = nowNanos;
    }

    synchronized boolean tryTake(long nowNanos) {
        double refill = (nowNanos - refilledNanos) / NANOS_PER_SECOND * perSecond;
        available = Math.min(perSecond, available + Math.max(0, refill));
        refilledNanos = nowNanos;
        if (available < 1) {
            return false;
        }
        available -= 1;
        return true;
    }
}
