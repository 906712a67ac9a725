package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of putting records. */
public final class RecordErrors {
    private static final int MIB = 1024 * 1024;

    private RecordErrors() {}

    /** The key is a decimal number, but not one of the hash space. */
    public static KinesisException explicitHashKeyOutOfRange(String key) {
        return invalid(
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                        + key);
    }

    /** The number is not one that a record of the shard could follow. */
    public static KinesisException sequenceNumberForOrderingInvalid(
            String sequenceNumber, StreamName stream, String account) {
        return invalid("ExclusiveMinimumSequenceNumber " + sequenceNumber + " used in PutRecord on "
                + ShardErrors.in(stream, account) + " is invalid.");
    }

    /**
     * The records of a PutRecords call are too large together.
     *
     * @param limit in bytes
     */
    public static KinesisException callTooLarge(int limit) {
        return invalid("Records size exceeds " + limit / MIB + " MB limit");
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, message);
    }
}
