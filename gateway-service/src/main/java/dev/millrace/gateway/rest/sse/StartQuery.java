package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.streams.StartPositions;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.shard.PositionMessages;
import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.ShardIteratorType;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StartPosition.TrimHorizon;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a follower wants to begin, as the query says it.
 *
 * @param from a name of a position; without it the time or the number that is given, and else what comes from now on
 */
record StartQuery(
        @Nullable String from,
        @Nullable String sequenceNumber,
        @Nullable Instant timestamp) {
    /** The query again, as it was asked with. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (from != null) {
            parameters.put("from", from);
        }
        if (sequenceNumber != null) {
            parameters.put("sequenceNumber", sequenceNumber);
        }
        if (timestamp != null) {
            parameters.put("timestamp", timestamp.toString());
        }
        return parameters;
    }

    private ShardIteratorType type() {
        if (from == null) {
            if (timestamp != null) {
                return ShardIteratorType.AT_TIMESTAMP;
            }
            return sequenceNumber == null ? ShardIteratorType.LATEST : ShardIteratorType.AT_SEQUENCE_NUMBER;
        }
        return Arrays.stream(ShardIteratorType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(from))
                .findFirst()
                .orElseThrow(() -> RequestErrors.invalid("from must be trim_horizon, latest, at_timestamp, "
                        + "at_sequence_number or after_sequence_number."));
    }

    /** In all shards: a sequence number is of one shard only. */
    FollowStart ofAllShards(Instant now) {
        ShardIteratorType type = type();
        if (type.needsSequenceNumber() || sequenceNumber != null) {
            throw IteratorErrors.sequenceNumberUnwanted(type.name());
        }
        StartPosition position = switch (type) {
            case TRIM_HORIZON -> new TrimHorizon();
            case AT_TIMESTAMP -> new AtTimestamp(requireTime(now));
            default -> new Latest();
        };
        return PositionMessages.follow(position).build();
    }

    private Instant requireTime(Instant now) {
        if (timestamp == null) {
            throw IteratorErrors.timestampMissing();
        }
        if (timestamp.isAfter(now)) {
            throw IteratorErrors.timestampInFuture(timestamp, now);
        }
        return timestamp;
    }

    FollowStart ofShard(Shard shard, StreamName stream, String account, Instant now) {
        StartPosition position = StartPositions.of(type(), sequenceNumber, timestamp, shard, stream, account, now);
        return PositionMessages.follow(shard.index(), position).build();
    }
}
