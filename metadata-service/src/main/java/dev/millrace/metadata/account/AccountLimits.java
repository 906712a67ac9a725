package dev.millrace.metadata.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the account may have.
 *
 * @param shardLimit open shards of all streams; 1 to {@value #MOST_SHARDS}
 * @param onDemandStreamLimit streams in on-demand mode
 * @param creatingStreamLimit streams in CREATING at one time
 * @param commitmentDuration how long a commitment to a minimum of throughput lasts at least
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
@ConfigurationProperties("millrace.account")
public record AccountLimits(
        @DefaultValue("1000") int shardLimit,
        @DefaultValue("50") int onDemandStreamLimit,
        @DefaultValue("5") int creatingStreamLimit,
        @DefaultValue("24h") Duration commitmentDuration) {
    /** AWS's own limit in its largest regions. All streams of an account are one Cassandra partition and kept in memory. */
    static final int MOST_SHARDS = 20_000;

    public AccountLimits {
        if (shardLimit < 1 || shardLimit > MOST_SHARDS) {
            throw new IllegalArgumentException("millrace.account.shard-limit must be between 1 and " + MOST_SHARDS);
        }
        if (onDemandStreamLimit < 0 || creatingStreamLimit < 1) {
            throw new IllegalArgumentException("millrace.account: limits of streams must not be negative");
        }
        if (commitmentDuration.isNegative()) {
            throw new IllegalArgumentException("millrace.account.commitment-duration must not be negative");
        }
    }
}
