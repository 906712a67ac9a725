package dev.millrace.gateway.streams;

import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.ShardIteratorType;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StartPosition.TrimHorizon;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where readers of a shard want to begin, as requests say it, checked against that shard. */
public final class StartPositions {
    private StartPositions() {}

    /**
     * A position as requests give it.
     *
     * @throws KinesisException an InvalidArgumentException if its parts do not fit together, or not this shard
     */
    public static StartPosition of(
            ShardIteratorType type,
            @Nullable String number,
            @Nullable Instant timestamp,
            Shard shard,
            StreamName stream,
            String account,
            Instant now) {
        if (number == null && type.needsSequenceNumber()) {
            throw IteratorErrors.sequenceNumberMissing(type.name());
        }
        if (number != null && !type.needsSequenceNumber()) {
            throw IteratorErrors.sequenceNumberUnwanted(type.name());
        }
        return switch (type) {
            case TRIM_HORIZON -> new TrimHorizon();
            case LATEST -> new Latest();
            case AT_TIMESTAMP -> atTimestamp(timestamp, now);
            case AT_SEQUENCE_NUMBER ->
                new AtIndex(
                        parse(String.valueOf(number), shard, stream, account).indexAt());
            case AFTER_SEQUENCE_NUMBER ->
                new AtIndex(
                        parse(String.valueOf(number), shard, stream, account).indexAfter());
        };
    }

    private static StartPosition atTimestamp(@Nullable Instant timestamp, Instant now) {
        if (timestamp == null) {
            throw IteratorErrors.timestampMissing();
        }
        if (timestamp.isAfter(now)) {
            throw IteratorErrors.timestampInFuture(timestamp, now);
        }
        return new AtTimestamp(timestamp);
    }

    /** A small number counts as one of the oldest version, which no stream here has given. */
    private static KinesisException refusalOfOtherVersion(String text, Shard shard, StreamName stream, String account) {
        OptionalInt named = SequenceNumber.shardOfOldestVersion(text);
        if (named.isEmpty()) {
            return IteratorErrors.sequenceNumberInvalid(text, shard.id(), stream, account);
        }
        return named.getAsInt() == shard.index()
                ? IteratorErrors.sequenceNumberOfOtherStream(text, shard.id(), stream, account)
                : IteratorErrors.sequenceNumberOfOtherShard(new ShardId(named.getAsInt()), shard.id());
    }

    /** A number of this very shard; "0" stands for its beginning. */
    private static SequenceNumber parse(String text, Shard shard, StreamName stream, String account) {
        if (text.equals("0")) {
            return shard.startingSequenceNumber();
        }
        SequenceNumber number =
                SequenceNumber.parse(text).orElseThrow(() -> refusalOfOtherVersion(text, shard, stream, account));
        if (number.shardIndex() != shard.index()) {
            throw IteratorErrors.sequenceNumberOfOtherShard(new ShardId(number.shardIndex()), shard.id());
        }
        if (number.shardCreatedSecond() != shard.createdAt().getEpochSecond()) {
            throw IteratorErrors.sequenceNumberOfOtherStream(text, shard.id(), stream, account);
        }
        return number;
    }
}
