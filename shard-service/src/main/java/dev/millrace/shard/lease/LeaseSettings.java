package dev.millrace.shard.lease;

import java.time.Duration;

/**
 * The times of instance leases.
 *
 * @param duration how long an instance may act as owner after it sent a renewal that was stored
 * @param renewalInterval how often it renews; a third of the duration leaves room for two lost renewals
 * @param margin how much longer than the duration a contender must have seen no change: covers clocks of different rate
 * @param pollInterval how often an instance looks at the others
 * @param predecessorsAreDead whether every instance registered before this one is known to be gone, as when a lock on
 *     the data directory proves it; then nothing is waited for at start
 */
public record LeaseSettings(
        Duration duration,
        Duration renewalInterval,
        Duration margin,
        Duration pollInterval,
        boolean predecessorsAreDead) {}
