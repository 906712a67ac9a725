package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.GetShardIteratorRequest;
import dev.millrace.protocol.message.ShardFilter;
import dev.millrace.protocol.message.ShardFilterType;
import dev.millrace.protocol.message.ShardIteratorType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where reading begins.
 *
 * @param sequenceNumber with {@code at_sequence_number} and {@code after_sequence_number}
 * @param timestamp with {@code at_timestamp}
 */
record ReadPosition(
        ShardIteratorType type,
        @Nullable String sequenceNumber,
        @Nullable Instant timestamp) {
    /**
     * The position of a query. Without a name it is at the time or number that is given, and else at the trim horizon.
     *
     * @throws KinesisException if there is no position of this name
     */
    static ReadPosition of(@Nullable String from, @Nullable String sequenceNumber, @Nullable Instant timestamp) {
        if (from != null) {
            return new ReadPosition(named(from), sequenceNumber, timestamp);
        }
        if (timestamp != null) {
            return new ReadPosition(ShardIteratorType.AT_TIMESTAMP, sequenceNumber, timestamp);
        }
        return new ReadPosition(
                sequenceNumber == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AT_SEQUENCE_NUMBER,
                sequenceNumber,
                null);
    }

    static ReadPosition trimHorizon() {
        return new ReadPosition(ShardIteratorType.TRIM_HORIZON, null, null);
    }

    private static ShardIteratorType named(String name) {
        return Arrays.stream(ShardIteratorType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> RequestErrors.invalid("from must be trim_horizon, latest, at_timestamp, "
                        + "at_sequence_number or after_sequence_number."));
    }

    GetShardIteratorRequest in(String stream, String shardId) {
        return new GetShardIteratorRequest(stream, shardId, type.name(), sequenceNumber, timestamp, null);
    }

    /** Selects the shards that the position is in: they tile the hash space, so one of them has a given key. */
    ShardFilter shards() {
        ShardFilterType at = switch (type) {
            case LATEST -> ShardFilterType.AT_LATEST;
            case AT_TIMESTAMP -> ShardFilterType.AT_TIMESTAMP;
            default -> ShardFilterType.AT_TRIM_HORIZON;
        };
        return new ShardFilter(at.name(), null, timestamp);
    }
}
