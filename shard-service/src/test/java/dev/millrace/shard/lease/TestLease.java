package dev.millrace.shard.lease;

import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import java.util.UUID;

/** Leases without the table that they come from. */
public final class TestLease {
    private static final NodeClock STANDING_STILL = new NodeClock() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    };

    private TestLease() {}

    /** One that is valid from now on for a time. */
    public static Lease lasting(Duration duration, NodeClock clock) {
        return new Lease(new UUID(1, 1), clock, clock.nanoTime(), duration);
    }

    /** One that always says it is valid, to see what happens without the fence. */
    public static Lease everlasting(UUID id) {
        return new Lease(id, STANDING_STILL, 0, Duration.ofDays(1));
    }
}
