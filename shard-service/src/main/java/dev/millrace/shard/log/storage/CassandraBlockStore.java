package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.shard.log.BlockMeters;
import dev.millrace.shard.log.BlockRow;
import dev.millrace.shard.log.BlockRows;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.JoinedParts;
import dev.millrace.shard.log.RowSizes;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The log in Cassandra, at local quorum both ways. */
public final class CassandraBlockStore extends BlockRows {
    private final BlockMeters meters;
    private final InsertBlock insertBlock;
    private final InsertPart insertPart;
    private final InsertBucket insertBucket;
    private final SelectBuckets selectBuckets;
    private final SelectBlocks selectBlocks;
    private final SelectParts selectParts;
    private final SelectBlockPosition selectBlockPosition;
    private final DeleteBuckets deleteBuckets;

    /**
     * @param session with the keyspace whose schema is in place
     * @param underWay bounds the bytes of rows that are being written
     */
    public CassandraBlockStore(CqlSession session, ByteQueue underWay, BlockMeters meters) {
        super(RowSizes.PRODUCTION, underWay);
        this.meters = meters;
        this.insertBlock = new InsertBlock(session);
        this.insertPart = new InsertPart(session);
        this.insertBucket = new InsertBucket(session);
        this.selectBuckets = new SelectBuckets(session);
        this.selectBlocks = new SelectBlocks(session);
        this.selectParts = new SelectParts(session);
        this.selectBlockPosition = new SelectBlockPosition(session);
        this.deleteBuckets = new DeleteBuckets(session);
    }

    @Override
    public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
        return insertBucket.execute(key, bucket);
    }

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        long begun = System.nanoTime();
        return super.write(key, bucket, block).whenComplete((written, failure) -> {
            long nanos = System.nanoTime() - begun;
            if (failure == null) {
                meters.written(block, nanos);
            } else {
                meters.failed(nanos);
            }
        });
    }

    @Override
    protected CompletionStage<Void> writeRow(ShardKey key, long bucket, BlockRow row) {
        return insertBlock.execute(key, bucket, row);
    }

    @Override
    protected CompletionStage<Void> writePart(
            ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content) {
        return insertPart.execute(key, bucket, firstIndex, part, content);
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
    protected CompletionStage<List<BlockRow>> rowsFrom(ShardKey key, long bucket, long index, int limit) {
        return selectBlocks.execute(key, bucket, index, limit);
    }

    @Override
    protected CompletionStage<Void> readParts(ShardKey key, long bucket, long firstIndex, JoinedParts parts) {
        return selectParts.execute(key, bucket, firstIndex, parts);
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketStartedFrom(ShardKey key, long millis) {
        return selectBuckets.startedFrom(key, millis);
    }

    @Override
    public CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> buckets) {
        return deleteBuckets.execute(key, buckets);
    }
}
