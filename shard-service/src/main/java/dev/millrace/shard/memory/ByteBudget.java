package dev.millrace.shard.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A bound on the bytes that are held for one reason, over all shards of the process. Thread-safe, and without a lock. */
public final class ByteBudget {
    private final long limit;
    private final BooleanSupplier open;
    private final AtomicLong used = new AtomicLong();

    public ByteBudget(long limitBytes) {
        this(limitBytes, () -> true);
    }

    /** @param open whether any may be taken at all */
    public ByteBudget(long limitBytes, BooleanSupplier open) {
        this.limit = limitBytes;
        this.open = open;
    }

    /** Takes bytes if they fit; they are given back with {@link #give}. */
    public boolean tryTake(long bytes) {
        if (!open.getAsBoolean()) {
            return false;
        }
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    public long limit() {
        return limit;
    }

    public long current() {
        return used.get();
    }
}
