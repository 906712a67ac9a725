package dev.millrace.metadata.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What streams can be set to, and how often, as with AWS. Only tests change it.
 *
 * @param minimumRetention the shortest retention that can be asked for; whole hours
 * @param maximumRetention the longest; whole hours
 * @param tags of one stream
 * @param modeUpdatesPerDay in 24 hours, of one stream
 * @param encryptionChangesPerDay starts in 24 hours, and likewise stops, of one stream
 * @param warmMibps the most warm throughput of one stream, in MiB/s
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
@ConfigurationProperties("millrace.stream-quota.testing")
public record StreamQuotas(
        @DefaultValue("24h") Duration minimumRetention,
        @DefaultValue("8760h") Duration maximumRetention,
        @DefaultValue("50") int tags,
        @DefaultValue("2") int modeUpdatesPerDay,
        @DefaultValue("25") int encryptionChangesPerDay,
        @DefaultValue("10240") int warmMibps) {
    public StreamQuotas {
        if (minimumRetention.isNegative() || maximumRetention.compareTo(minimumRetention) < 0) {
            throw new IllegalArgumentException(
                    "millrace.stream-quota.testing: retention from the minimum to the maximum");
        }
        if (tags < 0 || modeUpdatesPerDay < 0 || encryptionChangesPerDay < 0 || warmMibps < 0) {
            throw new IllegalArgumentException("millrace.stream-quota.testing must not be negative");
        }
    }
}
