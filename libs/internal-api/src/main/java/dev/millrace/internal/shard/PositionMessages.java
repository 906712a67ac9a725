package dev.millrace.internal.shard;

import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.internal.consumer.v1.ShardPositions;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StartPosition.TrimHorizon;
import java.time.Instant;

/** Starting positions between their protobuf forms and their domain form. */
public final class PositionMessages {
    private static final StartPosition OLDEST = new TrimHorizon();

    private PositionMessages() {}

    /** Puts a position into a subscription's start. */
    static void write(StartPosition position, SubscriptionStart.Builder into) {
        if (position instanceof AtIndex at) {
            into.setFromIndex(at.index());
        } else if (position instanceof AtTimestamp at) {
            into.setAtTimestampMillis(at.time().toEpochMilli());
        } else if (position instanceof Latest) {
            into.setLatest(true);
        } else {
            into.setTrimHorizon(true);
        }
    }

    /** The position in a subscription's start; the oldest record if there is none. */
    static StartPosition of(SubscriptionStart start) {
        return switch (start.getPositionCase()) {
            case FROM_INDEX -> new AtIndex(start.getFromIndex());
            case LATEST -> new Latest();
            case AT_TIMESTAMP_MILLIS -> new AtTimestamp(Instant.ofEpochMilli(start.getAtTimestampMillis()));
            case TRIM_HORIZON, POSITION_NOT_SET -> OLDEST;
        };
    }

    /** Puts a position into a request that has it turned into an index; which an index is already. */
    static void write(StartPosition position, ResolvePositionRequest.Builder into) {
        if (position instanceof AtTimestamp at) {
            into.setAtTimestampMillis(at.time().toEpochMilli());
        } else if (position instanceof Latest) {
            into.setLatest(true);
        } else if (position instanceof TrimHorizon) {
            into.setTrimHorizon(true);
        } else {
            throw new IllegalArgumentException("an index is not resolved");
        }
    }

    /** The position that is to be turned into an index. */
    public static StartPosition of(ResolvePositionRequest request) {
        return switch (request.getPositionCase()) {
            case LATEST -> new Latest();
            case AT_TIMESTAMP_MILLIS -> new AtTimestamp(Instant.ofEpochMilli(request.getAtTimestampMillis()));
            case TRIM_HORIZON, POSITION_NOT_SET -> OLDEST;
        };
    }

    /** What begins to follow all shards at a position; an index is of one shard, and does not fit. */
    public static FollowStart.Builder follow(StartPosition position) {
        FollowStart.Builder start = FollowStart.newBuilder();
        if (position instanceof AtTimestamp at) {
            return start.setAtTimestampMillis(at.time().toEpochMilli());
        } else if (position instanceof Latest) {
            return start.setLatest(true);
        } else if (position instanceof TrimHorizon) {
            return start.setTrimHorizon(true);
        }
        throw new IllegalArgumentException("an index is of one shard");
    }

    /** What begins to follow one shard at a position, to its end. */
    public static FollowStart.Builder follow(int shard, StartPosition position) {
        FollowStart.Builder start = position instanceof AtIndex at
                ? FollowStart.newBuilder()
                        .setPositions(ShardPositions.newBuilder()
                                .addShards(ShardPosition.newBuilder()
                                        .setShard(shard)
                                        .setNextIndex(at.index())))
                : follow(position);
        return start.setOneShard(shard);
    }

    /** Where a follower begins with a shard of which it has no position of its own. */
    public static StartPosition of(FollowStart start) {
        return switch (start.getFromCase()) {
            case LATEST -> new Latest();
            case AT_TIMESTAMP_MILLIS -> new AtTimestamp(Instant.ofEpochMilli(start.getAtTimestampMillis()));
            case TRIM_HORIZON, POSITIONS, FROM_NOT_SET -> OLDEST;
        };
    }
}
