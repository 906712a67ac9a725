package dev.millrace.shard.lease;

import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import java.util.UUID;

/** A lease that always says it is valid, for whoever wants to see what happens without the fence. */
public final class EverlastingLease {
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

    private EverlastingLease() {}

    public static Lease of(UUID id) {
        return new Lease(id, STANDING_STILL, 0, Duration.ofDays(1));
    }
}
