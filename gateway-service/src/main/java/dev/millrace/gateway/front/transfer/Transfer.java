package dev.millrace.gateway.front.transfer;

import java.time.Duration;

/**
 * Something on its way from or to a client, which must come on: what stands still, or nearly, holds memory that others need. It
 * is looked at once a second, by {@link Transfers}.
 */
public abstract class Transfer {
    private final boolean endless;
    private long beganNanos;
    private long windowNanos;
    private long windowMoved;

    /** @param endless whether it may take any time, if it comes on */
    protected Transfer(boolean endless) {
        this.endless = endless;
    }

    /** How many bytes have been moved so far. Called on any thread. */
    protected abstract long moved();

    /** Whether the client has all that there is for it: then it is not the one that is waited for. */
    protected boolean idle() {
        return false;
    }

    /** It was too slow. Called on any thread, and perhaps after the end. */
    protected abstract void tooSlow();

    final void begin(long now) {
        beganNanos = now;
        windowNanos = now;
    }

    /** Whether it is too slow. By one thread only. */
    final boolean isTooSlow(long now, Pace pace) {
        if (idle()) {
            begin(now);
            windowMoved = moved();
            return false;
        }
        long taken = now - beganNanos;
        if (!endless && taken >= pace.longest.toNanos()) {
            return true;
        }
        long window = now - windowNanos;
        if (taken < pace.grace.toNanos() || window < pace.grace.toNanos() / 2) {
            return false;
        }
        long moved = moved();
        boolean slow = moved - windowMoved < leastOf(window, pace.leastRate);
        windowNanos = now;
        windowMoved = moved;
        return slow;
    }

    private static long leastOf(long nanos, long rate) {
        return (long) (nanos / 1e9 * rate);
    }

    /**
     * What is fast enough.
     *
     * @param grace for which nothing is too slow; afterwards the rate is that of the last half of as long
     * @param leastRate in bytes a second
     * @param longest that all of it may take
     */
    public record Pace(Duration grace, long leastRate, Duration longest) {}
}
