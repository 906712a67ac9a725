package dev.millrace.metadata.reshard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reshards are carried through.
 *
 * @param takeOverAfter how long a round of a plan may take before other instances drive it too
 * @param pollInterval how often an instance looks for plans that nobody drives
 * @param expiryInterval how often an instance looks for shards that have expired
 */
@ConfigurationProperties("millrace.reshard")
public record ReshardSettings(
        @DefaultValue("5s") Duration takeOverAfter,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("60s") Duration expiryInterval) {
    public ReshardSettings {
        if (takeOverAfter.toMillis() < 1 || pollInterval.toMillis() < 1 || expiryInterval.toMillis() < 1) {
            throw new IllegalArgumentException("millrace.reshard: must be at least a millisecond");
        }
    }
}
