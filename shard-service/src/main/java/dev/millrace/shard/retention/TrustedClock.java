package dev.millrace.shard.retention;

import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Wall time for decisions that cannot be taken back: after the wall clock has jumped against the monotonic clock it
 * tells nothing for a while, so that a clock set a year ahead by mistake deletes no one's records. Not thread-safe.
 */
final class TrustedClock {
    private final NodeClock clock;
    private final Duration largestJump;
    private final Duration distrust;
    private long lastWallMillis;
    private long lastNanos;
    private boolean distrusted;
    private long distrustedSince;

    TrustedClock(NodeClock clock, Duration largestJump, Duration distrust) {
        this.clock = clock;
        this.largestJump = largestJump;
        this.distrust = distrust;
        this.lastWallMillis = clock.wallMillis();
        this.lastNanos = clock.nanoTime();
    }

    /** Epoch milliseconds, or empty while the wall clock is not to be trusted. */
    OptionalLong wallMillis() {
        long nanos = clock.nanoTime();
        long wall = clock.wallMillis();
        long expected = lastWallMillis + Duration.ofNanos(nanos - lastNanos).toMillis();
        if (Math.abs(wall - expected) > largestJump.toMillis()) {
            distrusted = true;
            distrustedSince = nanos;
        } else if (distrusted && nanos - distrustedSince > distrust.toNanos()) {
            distrusted = false;
        }
        lastWallMillis = wall;
        lastNanos = nanos;
        return distrusted ? OptionalLong.empty() : OptionalLong.of(wall);
    }
}
