package dev.millrace.protocol.error;

import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Errors of shard iterators, of the positions they are made from, and of other tokens that pages continue at. */
public final class IteratorErrors {
    /** As Java's {@code Date} prints itself. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private IteratorErrors() {}

    /** A position by sequence number without the number. */
    public static KinesisException sequenceNumberMissing(String iteratorType) {
        return invalid(eitherOr(iteratorType) + " and no StartingSequenceNumber.");
    }

    /** A position by other means with a number. */
    public static KinesisException sequenceNumberUnwanted(String iteratorType) {
        return invalid(eitherOr(iteratorType) + " and also a StartingSequenceNumber.");
    }

    public static KinesisException timestampMissing() {
        return invalid("Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has"
                + " no timestamp parameter.");
    }

    public static KinesisException timestampInFuture(Instant timestamp, Instant now) {
        return invalid("The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                + " timestampInMillis: " + timestamp.toEpochMilli() + ", currentTimestampInMillis: "
                + now.toEpochMilli());
    }

    public static KinesisException sequenceNumberInvalid(
            String sequenceNumber, ShardId shard, StreamName stream, String account) {
        return invalid(used(sequenceNumber, shard, stream, account) + " is invalid.");
    }

    /** The number is of a shard that was created at another time. */
    public static KinesisException sequenceNumberOfOtherStream(
            String sequenceNumber, ShardId shard, StreamName stream, String account) {
        return invalid(
                used(sequenceNumber, shard, stream, account) + " is invalid because it did not come from this stream.");
    }

    public static KinesisException sequenceNumberOfOtherShard(ShardId encoded, ShardId usedWith) {
        return invalid("Invalid StartingSequenceNumber. It encodes " + encoded
                + ", while it was used in a call to a shard with " + usedWith);
    }

    public static KinesisException invalidIterator() {
        return invalid("Invalid ShardIterator.");
    }

    public static KinesisException expiredIterator(Instant issued, Instant now, Duration lifetime) {
        return new KinesisException(
                ErrorType.EXPIRED_ITERATOR,
                "Iterator expired. The iterator was created at time " + DATE.format(issued) + " while right now it is "
                        + DATE.format(now) + " which is further in the future than the tolerated delay of "
                        + lifetime.toMillis() + " milliseconds.");
    }

    /** Ours. */
    public static KinesisException invalidNextToken() {
        return invalid("Invalid NextToken.");
    }

    /** Ours, after the iterator's. */
    public static KinesisException expiredNextToken(Instant issued, Instant now, Duration lifetime) {
        return new KinesisException(
                ErrorType.EXPIRED_NEXT_TOKEN,
                "NextToken expired. The token was created at time " + DATE.format(issued) + " while right now it is "
                        + DATE.format(now) + " which is further in the future than the tolerated delay of "
                        + lifetime.toMillis() + " milliseconds.");
    }

    private static String eitherOr(String iteratorType) {
        return "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2)"
                + " TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified " + iteratorType;
    }

    private static String used(String sequenceNumber, ShardId shard, StreamName stream, String account) {
        return "StartingSequenceNumber " + sequenceNumber + " used in GetShardIterator on shard " + shard + " in "
                + ShardErrors.in(stream, account);
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, message);
    }
}
