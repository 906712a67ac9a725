package dev.millrace.gateway.kinesis.shard;

import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which shards of a stream are listed. */
public final class ShardListing {
    private ShardListing() {}

    /** The shards that may still hold records: open, or closed for no longer than the retention. */
    public static List<Shard> unexpired(StreamDescription stream, Instant now) {
        return stream.shards().all().stream()
                .filter(shard -> !stream.hasExpired(shard, now))
                .toList();
    }

    /** Those behind an id, which is known to be one; there need not be such a shard. */
    public static List<Shard> after(@Nullable String shardId, List<Shard> shards) {
        if (shardId == null) {
            return shards;
        }
        int index = ShardId.parseIndex(shardId).orElseThrow();
        return shards.stream().filter(shard -> shard.index() > index).toList();
    }
}
