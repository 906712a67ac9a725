package dev.millrace.gateway.kinesis.shard;

import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.ShardFilter;
import dev.millrace.protocol.message.ShardFilterType;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which shards ListShards lists.
 *
 * <p>Those "at" a time are exactly the ones that were open then, so that they tile the hash space exactly once: parents
 * close and children open at one instant, which belongs to the children.
 *
 * @param shardId with AFTER_SHARD_ID
 * @param timestamp with AT_TIMESTAMP and FROM_TIMESTAMP
 */
record ShardSelection(
        ShardFilterType type,
        @Nullable String shardId,
        @Nullable Instant timestamp) {
    static ShardSelection of(@Nullable ShardFilter filter) {
        if (filter == null) {
            return new ShardSelection(ShardFilterType.FROM_TRIM_HORIZON, null, null);
        }
        ShardFilterType type = ShardFilterType.valueOf(filter.type());
        boolean needsShard = type == ShardFilterType.AFTER_SHARD_ID;
        boolean needsTime = type == ShardFilterType.AT_TIMESTAMP || type == ShardFilterType.FROM_TIMESTAMP;
        if (needsShard && filter.shardId() == null) {
            throw ShardErrors.filterNeeds("ShardId", filter.type());
        }
        if (needsTime && filter.timestamp() == null) {
            throw ShardErrors.filterNeeds("Timestamp", filter.type());
        }
        return new ShardSelection(type, needsShard ? filter.shardId() : null, needsTime ? filter.timestamp() : null);
    }

    static ShardSelection parse(String text) {
        String[] parts = text.split(" ", 2);
        ShardFilterType type = ShardFilterType.valueOf(parts[0]);
        if (parts.length == 1) {
            return new ShardSelection(type, null, null);
        }
        return type == ShardFilterType.AFTER_SHARD_ID
                ? new ShardSelection(type, parts[1], null)
                : new ShardSelection(type, null, Instant.parse(parts[1]));
    }

    /** The shards, by id. */
    List<Shard> select(StreamDescription stream, Instant now) {
        return switch (type) {
            case FROM_TRIM_HORIZON -> ShardListing.unexpired(stream, now);
            case AFTER_SHARD_ID -> ShardListing.after(shardId, ShardListing.unexpired(stream, now));
            case AT_LATEST -> all(stream, Shard::isOpen);
            case AT_TRIM_HORIZON -> openAt(stream, stream.trimHorizon(now));
            case AT_TIMESTAMP -> openAt(stream, laterOf(timestamp, stream.trimHorizon(now)));
            case FROM_TIMESTAMP -> {
                Instant from = laterOf(timestamp, stream.trimHorizon(now));
                yield all(stream, shard -> !shard.closedAt().orElse(Instant.MAX).isBefore(from));
            }
        };
    }

    /** Those open at a time; before the stream's beginning, those it began with. */
    private static List<Shard> openAt(StreamDescription stream, Instant time) {
        Instant beginning = stream.shards().all().stream()
                .map(Shard::createdAt)
                .min(Instant::compareTo)
                .orElse(stream.createdAt());
        Instant at = laterOf(time, beginning);
        return all(
                stream,
                shard -> !shard.createdAt().isAfter(at)
                        && shard.closedAt().orElse(Instant.MAX).isAfter(at));
    }

    private static List<Shard> all(StreamDescription stream, Predicate<Shard> which) {
        return stream.shards().all().stream().filter(which).toList();
    }

    private static Instant laterOf(@Nullable Instant time, Instant other) {
        return time == null || time.isBefore(other) ? other : time;
    }

    @Override
    public String toString() {
        if (shardId != null) {
            return type + " " + shardId;
        }
        return timestamp != null ? type + " " + timestamp : type.toString();
    }
}
