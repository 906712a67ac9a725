package dev.millrace.consumers.subscription;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.SubscriptionEvent;

/**
 * The bytes that one subscription, or one call, holds of a consumer's events. What was taken is given back at the latest when it
 * is closed. Thread-safe.
 */
public final class HeldEvents {
    private final EventMemory memory;
    private final ConsumerKey consumer;
    private long bytes;
    private boolean closed;

    public HeldEvents(EventMemory memory, ConsumerKey consumer) {
        this.memory = memory;
        this.consumer = consumer;
    }

    /** What an event is counted with: its records. Heartbeats have none. */
    public static long bytesOf(SubscriptionEvent event) {
        long bytes = 0;
        for (BlockSlice block : event.getBlocksList()) {
            bytes += block.getBlock().size();
        }
        return bytes;
    }

    /** Of the same consumer, to be closed by itself. */
    HeldEvents another() {
        return new HeldEvents(memory, consumer);
    }

    /** Takes bytes if they fit. After the end nothing is kept, so it does not matter. */
    synchronized boolean tryTake(long more) {
        if (closed || more <= 0) {
            return true;
        }
        boolean fits = memory.tryTake(consumer, more);
        bytes += fits ? more : 0;
        return fits;
    }

    /** Takes bytes as soon as they fit, and then runs the task, unless it was closed before. */
    void take(long more, Runnable task) {
        memory.take(consumer, more, () -> {
            if (add(more)) {
                task.run();
            } else {
                memory.give(consumer, more);
            }
        });
    }

    private synchronized boolean add(long more) {
        bytes += closed ? 0 : more;
        return !closed;
    }

    public void give(long less) {
        long given = subtract(less);
        if (given > 0) {
            memory.give(consumer, given);
        }
    }

    private synchronized long subtract(long less) {
        long given = Math.max(0, Math.min(less, bytes));
        bytes -= given;
        return given;
    }

    /** Hands bytes on to another that holds for the same consumer. */
    void passTo(HeldEvents other, long some) {
        long passed = subtract(some);
        if (passed > 0 && !other.add(passed)) {
            memory.give(consumer, passed);
        }
    }

    /** Gives everything back, and takes nothing more. */
    public void close() {
        long rest;
        synchronized (this) {
            closed = true;
            rest = bytes;
            bytes = 0;
        }
        if (rest > 0) {
            memory.give(consumer, rest);
        }
    }
}
