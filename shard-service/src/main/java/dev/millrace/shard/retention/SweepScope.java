package dev.millrace.shard.retention;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a sweep goes over.
 *
 * @param bucketSpan the time that a bucket's records arrived in
 * @param ours whether it is this instance that sweeps a shard
 * @param drop lets go of what is held in memory for a shard that is gone
 */
public record SweepScope(
        OwnershipTable table,
        BlockStore store,
        Duration bucketSpan,
        Predicate<ShardKey> ours,
        Consumer<ShardKey> drop) {
    BucketSweep bucketsOf(ShardKey key) {
        return new BucketSweep(store, key, bucketSpan);
    }
}
