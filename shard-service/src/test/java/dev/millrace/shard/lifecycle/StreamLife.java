package dev.millrace.shard.lifecycle;

import java.time.Duration;
import java.util.TreeMap;

/** One life of a stream's name as it really went. */
final class StreamLife {
    private static final long NEVER = -1;

    private final TreeMap<Long, Duration> retentionSince = new TreeMap<>();
    private boolean deletionAsked;
    private long removedAt = NEVER;
    private long lostAt = NEVER;

    void retention(long now, Duration retention) {
        retentionSince.put(now, retention);
    }

    void deletionAsked() {
        deletionAsked = true;
    }

    boolean isDeletionAsked() {
        return deletionAsked;
    }

    void removed(long now) {
        removedAt = now;
    }

    void lost(long now) {
        lostAt = now;
    }

    boolean isLost() {
        return lostAt != NEVER;
    }

    long lostAt() {
        return lostAt;
    }

    /** True before the removal, too. */
    boolean isRemovedLessThan(Duration time, long now) {
        return removedAt == NEVER || now - removedAt < time.toNanos();
    }

    Duration shortestRetentionSince(long since) {
        Long inForce = retentionSince.floorKey(since);
        return retentionSince.tailMap(inForce == null ? since : inForce, true).values().stream()
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Duration longestRetention() {
        return retentionSince.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
