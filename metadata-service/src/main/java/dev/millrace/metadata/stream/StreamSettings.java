package dev.millrace.metadata.stream;

import java.time.Duration;

/**
 * What new streams are like, and how fast streams change.
 *
 * @param transitionDelay how long a stream stays in CREATING or DELETING; zero: it is created and removed at once
 * @param defaultRetention of new streams; whole seconds
 * @param defaultMaxRecordKib of new streams that name none
 * @param onDemandShards how many shards a stream in on-demand mode starts with
 * @param pollInterval how often an instance looks for changes made by others
 * @param defaultKey what new streams are encrypted with: a key's id or ARN, or an alias; empty: nothing
 */
public record StreamSettings(
        Duration transitionDelay,
        Duration defaultRetention,
        int defaultMaxRecordKib,
        int onDemandShards,
        Duration pollInterval,
        String defaultKey) {
    public StreamSettings {
        if (transitionDelay.isNegative()) {
            throw new IllegalArgumentException("The transition delay must not be negative");
        }
        if (defaultRetention.toSeconds() < 1) {
            throw new IllegalArgumentException("The default retention must be at least a second");
        }
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("The poll interval must be at least a millisecond");
        }
        if (onDemandShards < 1) {
            throw new IllegalArgumentException("On-demand shards must be at least 1");
        }
    }
}
