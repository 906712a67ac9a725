package dev.millrace.gateway.front.transfer;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on what may be held in memory for one reason at a time. */
public final class QueueBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit in bytes */
    public QueueBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes if they fit; the caller gives them back with {@link #release}. */
    public boolean tryReserve(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** What is reserved now. */
    public long used() {
        return used.get();
    }

    /** What could be reserved now. */
    public long available() {
        return Math.max(0, limit - used.get());
    }
}
