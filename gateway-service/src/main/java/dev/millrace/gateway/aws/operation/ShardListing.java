package dev.millrace.gateway.aws.operation;

import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which shards of a stream are listed. */
final class ShardListing {
    private ShardListing() {}

    /** The shards that may still hold records: open, or closed for no longer than the retention. */
    static List<Shard> unexpired(StreamDescription stream, Instant now) {
        return stream.shards().all().stream()
                .filter(shard -> !stream.hasExpired(shard, now))
                .toList();
    }

    /** Those behind an id. The ids have one length, so any text has a place in their order. */
    static List<Shard> after(@Nullable String shardId, List<Shard> shards) {
        return shardId == null
                ? shards
                : shards.stream()
                        .filter(shard -> shard.id().toString().compareTo(shardId) > 0)
                        .toList();
    }
}
