package dev.millrace.shard.append;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all appends of the process that wait for being stored. */
public final class PendingBytes {
    private final long limit;
    private final AtomicLong pending = new AtomicLong();

    public PendingBytes(long limitBytes) {
        this.limit = limitBytes;
    }

    boolean tryAdd(long bytes) {
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
