package dev.millrace.shard.log.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The log in Cassandra, at local quorum both ways. */
public final class CassandraBlockStore implements BlockStore {
    private final InsertBlock insertBlock;
    private final InsertBucket insertBucket;
    private final SelectBuckets selectBuckets;
    private final SelectBlocks selectBlocks;
    private final SelectBlockPosition selectBlockPosition;
    private final DeleteBucket deleteBucket;

    /** @param session with the keyspace whose schema is in place */
    public CassandraBlockStore(CqlSession session) {
        this.insertBlock = new InsertBlock(session);
        this.insertBucket = new InsertBucket(session);
        this.selectBuckets = new SelectBuckets(session);
        this.selectBlocks = new SelectBlocks(session);
        this.selectBlockPosition = new SelectBlockPosition(session);
        this.deleteBucket = new DeleteBucket(session);
    }

    @Override
    public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
        return insertBucket.execute(key, bucket);
    }

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        return insertBlock.execute(key, bucket, block);
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketAtOrBefore(ShardKey key, long index) {
        return selectBuckets.atOrBefore(key, index);
    }

    @Override
    public CompletionStage<List<Bucket>> bucketsFrom(ShardKey key, long index, int limit) {
        return selectBuckets.from(key, index, limit);
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketStartedAtOrBefore(ShardKey key, long millis) {
        return selectBuckets.startedAtOrBefore(key, millis);
    }

    @Override
    public CompletionStage<Optional<Long>> blockAtOrBefore(ShardKey key, long bucket, long index) {
        return selectBlockPosition.atOrBefore(key, bucket, index);
    }

    @Override
    public CompletionStage<Optional<Long>> blockArrivedFrom(ShardKey key, long bucket, long millis) {
        return selectBlockPosition.arrivedFrom(key, bucket, millis);
    }

    @Override
    public CompletionStage<Optional<Long>> lastAcknowledgedIndex(ShardKey key, long bucket) {
        return selectBlockPosition.lastAcknowledged(key, bucket);
    }

    @Override
    public CompletionStage<List<StoredBlock>> blocksFrom(ShardKey key, long bucket, long index, int limit) {
        return selectBlocks.execute(key, bucket, index, limit);
    }

    @Override
    public CompletionStage<Void> removeBucket(ShardKey key, long bucket) {
        return deleteBucket.execute(key, bucket);
    }
}
