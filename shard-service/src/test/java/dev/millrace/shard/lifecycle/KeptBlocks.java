package dev.millrace.shard.lifecycle;

import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.simulation.SimulatedBlockStore;
import dev.millrace.shard.simulation.StoreLink;
import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The log as one process sees it, and the truth is told of whatever is written and removed. */
final class KeptBlocks extends SimulatedBlockStore {
    private final Truth truth;

    KeptBlocks(Plant plant, StoreLink link) {
        super(plant.quorum(), link);
        this.truth = plant.truth();
    }

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        truth.written(key, bucket, block);
        return super.write(key, bucket, block);
    }

    @Override
    public CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> buckets) {
        buckets.forEach(bucket -> truth.removing(key, bucket.id()));
        return super.removeOldest(key, buckets);
    }
}
