package dev.millrace.metadata.account;

import java.time.Duration;

/**
 * How much the account may have.
 *
 * @param shardLimit open shards of all streams; 1 to {@value #MOST_SHARDS}
 * @param onDemandStreamLimit streams in on-demand mode
 * @param creatingStreamLimit streams in CREATING at one time
 * @param commitmentDuration how long a commitment to a minimum of throughput lasts at least
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public record AccountLimits(
        int shardLimit, int onDemandStreamLimit, int creatingStreamLimit, Duration commitmentDuration) {
    /** AWS's own limit in its largest regions. All streams of an account are one Cassandra partition and kept in memory. */
    static final int MOST_SHARDS = 20_000;

    /** Those of AWS, but for the one that it raises for those that ask. */
    public static AccountLimits ofShards(int shardLimit) {
        return new AccountLimits(shardLimit, 50, 5, Duration.ofHours(24));
    }

    public AccountLimits {
        if (shardLimit < 1 || shardLimit > MOST_SHARDS) {
            throw new IllegalArgumentException(
                    "millrace.account.shard-limit (MILLRACE_SHARD_LIMIT) must be between 1 and " + MOST_SHARDS);
        }
        if (onDemandStreamLimit < 0 || creatingStreamLimit < 1) {
            throw new IllegalArgumentException("Limits of streams must not be negative");
        }
        if (commitmentDuration.isNegative()) {
            throw new IllegalArgumentException("The duration of commitments must not be negative");
        }
    }
}
