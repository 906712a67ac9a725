package dev.millrace.metadata.reshard;

import java.time.Duration;

/**
 * How reshards are carried through.
 *
 * @param takeOverAfter how long a round of a plan may take before other instances drive it too
 * @param pollInterval how often an instance looks for plans that nobody drives
 * @param expiryInterval how often an instance looks for shards that have expired
 */
public record ReshardSettings(Duration takeOverAfter, Duration pollInterval, Duration expiryInterval) {
    public ReshardSettings {
        if (takeOverAfter.toMillis() < 1 || pollInterval.toMillis() < 1 || expiryInterval.toMillis() < 1) {
            throw new IllegalArgumentException("Each must be at least a millisecond");
        }
    }
}
