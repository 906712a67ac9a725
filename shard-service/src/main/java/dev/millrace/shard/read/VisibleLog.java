package dev.millrace.shard.read;

import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The blocks of a shard that exist for readers: of settled epochs those before the recorded end, of the current epoch
 * those that are acknowledged. Whatever else lies in the store is never shown.
 */
final class VisibleLog {
    /** Buckets without a visible block that one call walks over before it answers with what it has. */
    private static final int MAX_EMPTY_BUCKETS = 16;

    private final BlockStore store;
    private final ShardKey key;
    private final int epoch;
    private final SortedMap<Integer, Long> ends;
    private final LongSupplier acknowledgedIndex;
    private final Function<List<StoredBlock>, CompletionStage<List<StoredBlock>>> opener;
    private final int rangeBytes;

    /** @param opener makes of blocks as they are stored blocks as they are shown, or of the first of them */
    VisibleLog(
            ShardEpoch shard,
            SortedMap<Integer, Long> ends,
            LongSupplier acknowledgedIndex,
            Function<List<StoredBlock>, CompletionStage<List<StoredBlock>>> opener,
            int rangeBytes) {
        this.store = shard.store();
        this.key = shard.key();
        this.epoch = shard.number();
        this.ends = ends;
        this.acknowledgedIndex = acknowledgedIndex;
        this.opener = opener;
        this.rangeBytes = rangeBytes;
    }

    /** Reads about as many bytes as a range has, from an index that lies below the acknowledged one. */
    CompletionStage<LogRange> read(long fromIndex) {
        long visibleTo = acknowledgedIndex.getAsLong();
        return store.bucketAtOrBefore(key, fromIndex).thenCompose(bucket -> {
            if (bucket.isEmpty()) {
                return readNextBucket(fromIndex, fromIndex, visibleTo, 0);
            }
            long id = bucket.get().id();
            return store.blockAtOrBefore(key, id, fromIndex)
                    .thenCompose(start -> readBucket(fromIndex, id, start.orElse(id), visibleTo, 0));
        });
    }

    /** Reads on where a range has ended. */
    CompletionStage<LogRange> readAfter(LogRange range) {
        return readBucket(range.toIndex(), range.bucket(), range.toIndex(), acknowledgedIndex.getAsLong(), 0);
    }

    private CompletionStage<LogRange> readBucket(
            long fromIndex, long bucket, long startIndex, long visibleTo, int emptyBuckets) {
        return new BucketScan(bucket, fromIndex, visibleTo)
                .from(startIndex)
                .thenCompose(opener)
                .thenCompose(blocks -> blocks.isEmpty()
                        ? readNextBucket(fromIndex, bucket + 1, visibleTo, emptyBuckets + 1)
                        : CompletableFuture.completedFuture(new LogRange(
                                fromIndex, blocks.get(blocks.size() - 1).endIndex(), blocks, bucket)));
    }

    private CompletionStage<LogRange> readNextBucket(
            long fromIndex, long afterBucket, long visibleTo, int emptyBuckets) {
        return store.bucketsFrom(key, afterBucket, 1).thenCompose(next -> {
            if (next.isEmpty() || next.get(0).id() >= visibleTo) {
                return CompletableFuture.completedFuture(
                        new LogRange(fromIndex, visibleTo, List.of(), Math.max(0, afterBucket - 1)));
            }
            long id = next.get(0).id();
            if (emptyBuckets >= MAX_EMPTY_BUCKETS) {
                return CompletableFuture.completedFuture(new LogRange(fromIndex, id, List.of(), id));
            }
            return readBucket(fromIndex, id, id, visibleTo, emptyBuckets);
        });
    }

    /** A lower bound of the index of the first visible record that arrived at or after a time. */
    CompletionStage<Long> firstArrivedFrom(long millis) {
        // A bucket that started at that very time may follow one whose last blocks arrived then too.
        return store.bucketStartedAtOrBefore(key, millis - 1).thenCompose(bucket -> firstArrivedFrom(bucket, millis));
    }

    /** The same for the end of retention, near which only the oldest buckets started. */
    CompletionStage<Long> firstKeptFrom(long horizon) {
        return store.bucketStartedFrom(key, horizon)
                .thenCompose(later -> store.bucketAtOrBefore(
                        key, later.map(found -> found.id() - 1).orElse(RecordIndex.MAX)))
                .thenCompose(bucket -> firstArrivedFrom(bucket, horizon));
    }

    private CompletionStage<Long> firstArrivedFrom(Optional<Bucket> lastBefore, long millis) {
        if (lastBefore.isEmpty()) {
            return firstBucketFrom(0);
        }
        long id = lastBefore.get().id();
        return store.blockArrivedFrom(key, id, millis)
                .thenCompose(block -> block.isPresent()
                        ? CompletableFuture.completedFuture(Math.min(block.get(), acknowledgedIndex.getAsLong()))
                        : firstBucketFrom(id + 1));
    }

    private CompletionStage<Long> firstBucketFrom(long index) {
        return store.bucketsFrom(key, index, 1)
                .thenApply(next -> next.stream()
                        .findFirst()
                        .map(Bucket::id)
                        .map(id -> Math.min(id, acknowledgedIndex.getAsLong()))
                        .orElseGet(acknowledgedIndex::getAsLong));
    }

    /** Where the visible records of an epoch end. */
    private long endOf(int blockEpoch, long visibleTo) {
        if (blockEpoch == epoch) {
            return visibleTo;
        }
        return Optional.ofNullable(ends.get(blockEpoch)).orElse(RecordIndex.firstOf(blockEpoch));
    }

    /** Collects visible blocks of one bucket, a few at a time, until a range is full or the bucket is at its end. */
    private final class BucketScan {
        private static final int FIRST_PAGE = 4;
        private static final int LARGEST_PAGE = 16;

        private final long bucket;
        private final long fromIndex;
        private final long end;
        private final List<StoredBlock> found = new ArrayList<>();
        private long bytes;
        private int page = FIRST_PAGE;

        BucketScan(long bucket, long fromIndex, long visibleTo) {
            this.bucket = bucket;
            this.fromIndex = fromIndex;
            this.end = endOf(RecordIndex.epochOf(bucket), visibleTo);
        }

        CompletionStage<List<StoredBlock>> from(long index) {
            int limit = page;
            return store.blocksFrom(key, bucket, index, limit, rangeBytes - bytes)
                    .thenCompose(blocks -> {
                        long next = index;
                        for (StoredBlock block : blocks.blocks()) {
                            if (block.endIndex() > end) {
                                return CompletableFuture.completedFuture(found);
                            }
                            next = block.endIndex();
                            if (next > fromIndex) {
                                found.add(block);
                                bytes += block.memoryBytes();
                            }
                        }
                        if (!blocks.more() || bytes >= rangeBytes) {
                            return CompletableFuture.completedFuture(found);
                        }
                        long average = Math.max(1, bytes / Math.max(1, found.size()));
                        page = (int) Math.max(1, Math.min(LARGEST_PAGE, (rangeBytes - bytes) / average));
                        return from(next);
                    });
        }
    }
}
