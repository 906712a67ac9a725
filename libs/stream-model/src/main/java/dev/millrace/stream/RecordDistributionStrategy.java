package dev.millrace.stream;

/**
 * Who decides which shard of an on-demand stream a record goes to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html">UpdateStreamRecordDistributionStrategy</a>
 */
public enum RecordDistributionStrategy {
    /** The service: it spreads records evenly, and heeds neither partition keys nor explicit hash keys. */
    AUTO,
    /** The producer, by the partition key or the explicit hash key of each record. */
    USER_PARTITION_KEY
}
