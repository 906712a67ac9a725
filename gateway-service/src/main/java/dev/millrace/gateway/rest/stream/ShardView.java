package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A shard.
 *
 * @param parentShardId the shard it came from by a split or, with the adjacent one, by a merge
 * @param startingHashKey the first key of its part of the hash space, in decimal
 * @param endingHashKey the last
 * @param endingSequenceNumber once the shard is closed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShardView(
        String shardId,
        boolean open,
        @Nullable String parentShardId,
        @Nullable String adjacentParentShardId,
        String startingHashKey,
        String endingHashKey,
        String startingSequenceNumber,
        @Nullable String endingSequenceNumber,
        Instant createdAt,
        @Nullable Instant closedAt) {
    static ShardView of(Shard shard) {
        return new ShardView(
                shard.id().toString(),
                shard.isOpen(),
                idOf(shard.parent()),
                idOf(shard.adjacentParent()),
                shard.range().start().toString(),
                shard.range().end().toString(),
                shard.startingSequenceNumber().toString(),
                shard.endingSequenceNumber().map(SequenceNumber::toString).orElse(null),
                shard.createdAt(),
                shard.closedAt().orElse(null));
    }

    private static @Nullable String idOf(OptionalInt index) {
        return index.isPresent() ? new ShardId(index.getAsInt()).toString() : null;
    }
}
