package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.ValueSet;

/**
 * How a position in a shard is named. The constants are the names on the wire, in the order in which AWS lists them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html">StartingPosition</a>
 */
public enum ShardIteratorType {
    AFTER_SEQUENCE_NUMBER,
    LATEST,
    AT_TIMESTAMP,
    AT_SEQUENCE_NUMBER,
    TRIM_HORIZON;

    static final ValueSet NAMES = ValueSet.of(ShardIteratorType.class);

    /** Whether the position is given by a sequence number. */
    public boolean needsSequenceNumber() {
        return this == AT_SEQUENCE_NUMBER || this == AFTER_SEQUENCE_NUMBER;
    }
}
