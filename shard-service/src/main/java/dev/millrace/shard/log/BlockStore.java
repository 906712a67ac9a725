package dev.millrace.shard.log;

import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where blocks are kept. Every answer comes at the configured consistency, so that whatever was written before is seen;
 * a failed stage leaves open whether a write took place. Stages may complete on any thread.
 */
public interface BlockStore {
    /** Enters a bucket into the shard's index; done before the bucket's first block is written. */
    CompletionStage<Void> addBucket(ShardKey key, Bucket bucket);

    /** Writes a block. Writing the same block again changes nothing. */
    CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block);

    /** The last bucket whose id is at most {@code index}. */
    CompletionStage<Optional<Bucket>> bucketAtOrBefore(ShardKey key, long index);

    /** Buckets with ids of at least {@code index}, in order, at most {@code limit}. */
    CompletionStage<List<Bucket>> bucketsFrom(ShardKey key, long index, int limit);

    /** The first bucket that started at or after the time, searched from the oldest on: for times near the end of retention. */
    CompletionStage<Optional<Bucket>> bucketStartedFrom(ShardKey key, long millis);

    /** The last bucket that started at or before the time, searched from the newest on. */
    CompletionStage<Optional<Bucket>> bucketStartedAtOrBefore(ShardKey key, long millis);

    /** The first index of the last block of a bucket that begins at or before {@code index}. */
    CompletionStage<Optional<Long>> blockAtOrBefore(ShardKey key, long bucket, long index);

    /** The first index of the first block of a bucket that arrived at or after the time. */
    CompletionStage<Optional<Long>> blockArrivedFrom(ShardKey key, long bucket, long millis);

    /** The index that was acknowledged when the last block of a bucket was written; empty for a bucket without blocks. */
    CompletionStage<Optional<Long>> lastAcknowledgedIndex(ShardKey key, long bucket);

    /**
     * Blocks of a bucket whose first index is at least {@code index}, in order, at most {@code limit}; fewer when large ones come
     * to {@code maxBytes}, but at least one. A block of which the replicas that were asked hold no more than a trace is left out.
     */
    CompletionStage<BlockPage> blocksFrom(ShardKey key, long bucket, long index, int limit, long maxBytes);

    /**
     * Removes buckets with all their blocks, one after the other, then their entries in the index, all at once.
     *
     * @param buckets the oldest ones of the shard, in order, and not empty: whatever the index has up to the last of them goes
     */
    CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> buckets);
}
