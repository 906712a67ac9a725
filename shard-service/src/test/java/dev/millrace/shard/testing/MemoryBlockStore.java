package dev.millrace.shard.testing;

import dev.millrace.shard.log.BlockPage;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The log of one shard in memory. It answers at once, unless writes are held. */
public final class MemoryBlockStore implements BlockStore {
    private final NavigableMap<Long, Bucket> buckets = new TreeMap<>();
    private final Map<Long, NavigableMap<Long, StoredBlock>> blocks = new HashMap<>();
    private final Queue<HeldWrite> held = new ArrayDeque<>();
    private boolean holding;
    private int blockReads;

    /** A write that the test decides about. */
    public record HeldWrite(StoredBlock block, Runnable store, CompletableFuture<Void> answer) {
        public void succeed() {
            store.run();
            answer.complete(null);
        }

        public void fail() {
            answer.completeExceptionally(new IllegalStateException("not written"));
        }

        /** It takes place, but the writer never learns. */
        public void succeedUnheard() {
            store.run();
            fail();
        }
    }

    /** From now on writes wait in {@link #nextWrite}. */
    public void holdWrites() {
        holding = true;
    }

    /** The oldest write that waits. */
    public HeldWrite nextWrite() {
        return held.remove();
    }

    public int heldWrites() {
        return held.size();
    }

    /** How often blocks were read. */
    public int blockReads() {
        return blockReads;
    }

    /** Puts a block where it belongs, without asking anybody. */
    public void put(long bucket, StoredBlock block) {
        buckets.putIfAbsent(bucket, new Bucket(bucket, block.arrivalMillis()));
        blocks.computeIfAbsent(bucket, id -> new TreeMap<>()).put(block.firstIndex(), block);
    }

    @Override
    public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
        buckets.put(bucket.id(), bucket);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        HeldWrite write = new HeldWrite(block, () -> put(bucket.id(), block), new CompletableFuture<>());
        if (holding) {
            held.add(write);
        } else {
            write.succeed();
        }
        return write.answer;
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketAtOrBefore(ShardKey key, long index) {
        return answer(lastOf(buckets.headMap(index, true), bucket -> true));
    }

    @Override
    public CompletionStage<List<Bucket>> bucketsFrom(ShardKey key, long index, int limit) {
        return answer(
                buckets.tailMap(index, true).values().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketStartedAtOrBefore(ShardKey key, long millis) {
        return answer(lastOf(buckets, bucket -> bucket.startMillis() <= millis));
    }

    @Override
    public CompletionStage<Optional<Long>> blockAtOrBefore(ShardKey key, long bucket, long index) {
        return answer(lastOf(in(bucket).headMap(index, true), block -> true).map(StoredBlock::firstIndex));
    }

    @Override
    public CompletionStage<Optional<Long>> blockArrivedFrom(ShardKey key, long bucket, long millis) {
        return answer(in(bucket).values().stream()
                .filter(block -> block.arrivalMillis() >= millis)
                .findFirst()
                .map(StoredBlock::firstIndex));
    }

    @Override
    public CompletionStage<Optional<Long>> lastAcknowledgedIndex(ShardKey key, long bucket) {
        return answer(lastOf(in(bucket), block -> true).map(StoredBlock::acknowledgedIndex));
    }

    @Override
    public CompletionStage<BlockPage> blocksFrom(ShardKey key, long bucket, long index, int limit, long maxBytes) {
        blockReads++;
        List<StoredBlock> found =
                in(bucket).tailMap(index, true).values().stream().limit(limit).toList();
        return answer(new BlockPage(found, found.size() == limit));
    }

    @Override
    public CompletionStage<Optional<Bucket>> bucketStartedFrom(ShardKey key, long millis) {
        return answer(buckets.values().stream()
                .filter(bucket -> bucket.startMillis() >= millis)
                .findFirst());
    }

    @Override
    public CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> oldest) {
        oldest.forEach(bucket -> blocks.remove(bucket.id()));
        buckets.headMap(oldest.get(oldest.size() - 1).id(), true).clear();
        return answer(null);
    }

    public List<Bucket> buckets() {
        return List.copyOf(buckets.values());
    }

    private NavigableMap<Long, StoredBlock> in(long bucket) {
        return blocks.getOrDefault(bucket, new TreeMap<>());
    }

    private static <V> Optional<V> lastOf(NavigableMap<Long, V> all, Predicate<V> wanted) {
        return all.descendingMap().values().stream().filter(wanted).findFirst();
    }

    private static <T> CompletionStage<T> answer(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
