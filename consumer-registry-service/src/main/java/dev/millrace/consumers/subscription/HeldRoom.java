package dev.millrace.consumers.subscription;

import dev.millrace.internal.shard.EventRoom;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import java.util.concurrent.Executor;

/**
 * Room for the events of one subscription. While it has records to catch up with, an event is asked for only when there is room for one
 * as large as the last; at the newest record it is asked for at once, as it may not come for hours, and room is taken when it
 * comes. Where there is none then, it is let go, and asked for again as any other.
 */
final class HeldRoom implements EventRoom {
    private final HeldEvents held;
    private long call;
    private long next;
    private long reserved;

    HeldRoom(HeldEvents held) {
        this.held = held;
    }

    @Override
    public Executor ofNextCall() {
        long unused;
        long current;
        synchronized (this) {
            unused = reserved;
            reserved = 0;
            call++;
            current = call;
        }
        held.give(unused);
        return request -> ask(current, request);
    }

    private void ask(long current, Runnable request) {
        long bytes;
        synchronized (this) {
            bytes = current == call ? next : 0;
        }
        if (bytes == 0) {
            request.run();
        } else {
            held.take(bytes, () -> {
                if (reserve(current, bytes)) {
                    request.run();
                } else {
                    held.give(bytes);
                }
            });
        }
    }

    private synchronized boolean reserve(long current, long bytes) {
        reserved += current == call ? bytes : 0;
        return current == call;
    }

    @Override
    public boolean take(SubscriptionEvent event) {
        long bytes = HeldEvents.bytesOf(event);
        long unused;
        boolean fits;
        synchronized (this) {
            fits = held.tryTake(bytes - reserved);
            unused = fits ? reserved - bytes : reserved;
            reserved = 0;
            next = fits && event.getMillisBehindLatest() == 0 ? 0 : bytes;
        }
        held.give(unused);
        return fits;
    }
}
