package dev.millrace.shard.tail;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that blocks kept in memory may take, over all shards of the process. */
public final class TailMemory {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public TailMemory(long limitBytes) {
        this.limit = limitBytes;
    }

    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    public void subtract(long bytes) {
        used.addAndGet(-bytes);
    }

    public boolean isOver() {
        return used.get() > limit;
    }

    public long usedBytes() {
        return used.get();
    }
}
