package dev.millrace.shard.lease;

import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import java.util.UUID;

/**
 * One life of this instance as a possible owner. Whoever acts as owner asks {@link #isValid()} after a write returned
 * and before it acknowledges, and before it answers a read. Once it has lapsed it never becomes valid again: the
 * instance registers anew, under another id.
 */
public final class Lease {
    private final UUID id;
    private final NodeClock clock;
    private volatile long validUntil;
    private volatile boolean ended;

    Lease(UUID id, NodeClock clock, long sentAt, Duration duration) {
        this.id = id;
        this.clock = clock;
        this.validUntil = sentAt + duration.toNanos();
    }

    public UUID id() {
        return id;
    }

    public boolean isValid() {
        return !ended && clock.nanoTime() - validUntil < 0;
    }

    /** @param sentAt when the renewal that is now known to be stored was sent, on the monotonic clock */
    void extend(long sentAt, Duration duration) {
        validUntil = sentAt + duration.toNanos();
    }

    void end() {
        ended = true;
    }
}
