package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.ValueSet;

/**
 * Which shards ListShards lists. The constants are the names on the wire.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html">ShardFilter</a>
 */
public enum ShardFilterType {
    /** Those with ids after a given one. */
    AFTER_SHARD_ID,
    /** Those open at the trim horizon. */
    AT_TRIM_HORIZON,
    /** All within retention; what is listed without a filter. */
    FROM_TRIM_HORIZON,
    /** Those open now. */
    AT_LATEST,
    /** Those open at a given time. */
    AT_TIMESTAMP,
    /** Those open at a given time or after. */
    FROM_TIMESTAMP;

    static final ValueSet NAMES = ValueSet.of(ShardFilterType.class);
}
