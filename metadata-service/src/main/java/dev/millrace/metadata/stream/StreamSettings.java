package dev.millrace.metadata.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
@ConfigurationProperties("millrace.stream")
public record StreamSettings(
        @DefaultValue("200ms") Duration transitionDelay,
        @DefaultValue("24h") Duration defaultRetention,
        @DefaultValue("1024") int defaultMaxRecordKib,
        @DefaultValue("4") int onDemandShards,
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("") String defaultKey) {
    public StreamSettings {
        if (transitionDelay.isNegative()) {
            throw new IllegalArgumentException("millrace.stream.transition-delay must not be negative");
        }
        if (defaultRetention.toSeconds() < 1) {
            throw new IllegalArgumentException("millrace.stream.default-retention must be at least a second");
        }
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("millrace.stream.poll-interval must be at least a millisecond");
        }
        if (onDemandShards < 1) {
            throw new IllegalArgumentException("millrace.stream.on-demand-shards must be at least 1");
        }
    }
}
