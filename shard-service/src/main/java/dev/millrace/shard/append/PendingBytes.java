package dev.millrace.shard.append;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The bytes of all appends of the process that wait for being stored. */
public final class PendingBytes {
    private final long limit;
    private final BooleanSupplier room;
    private final AtomicLong pending = new AtomicLong();

    public PendingBytes(long limitBytes) {
        this(limitBytes, () -> true);
    }

    /** @param room whether more may be stored at all */
    public PendingBytes(long limitBytes, BooleanSupplier room) {
        this.limit = limitBytes;
        this.room = room;
    }

    boolean tryAdd(long bytes) {
        if (!room.getAsBoolean()) {
            return false;
        }
        if (pending.addAndGet(bytes) > limit) {
            pending.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void subtract(long bytes) {
        pending.addAndGet(-bytes);
    }

    public long current() {
        return pending.get();
    }
}
