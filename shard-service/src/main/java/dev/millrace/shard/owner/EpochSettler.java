package dev.millrace.shard.owner;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds where the epochs before a new owner's ended: at the first gap in their record indexes.
 *
 * <pre>
 *   acknowledged when the last block was written
 *                  │          gap
 *   ──[ ][ ][ ][ ][▼ ][  ][  ]░░░░[  ]      blocks of the epoch, as read at quorum
 *                            ▲
 *                            end: what lies beyond was never acknowledged and does not exist for any reader
 * </pre>
 *
 * Each block says what was acknowledged when it was first written, and only a few are ever in flight, so only the last
 * few blocks are read. They are read whole: a quorum read repairs what it reads and nothing else, and a block that is
 * inside the end must be on a quorum from then on.
 */
final class EpochSettler {
    private static final int PAGE = 4;
    private static final long PAGE_BYTES = 4 * 1024 * 1024;

    /** A page may end with a record of 10 MiB. */
    private static final long MEMORY_BYTES = PAGE_BYTES + 12 * 1024 * 1024;

    private final BlockStore store;
    private final ShardKey key;
    private final ByteQueue memory;

    /** @param memory bounds what is read at a time: after the death of an owner a thousand shards may be settled at once */
    EpochSettler(BlockStore store, ShardKey key, ByteQueue memory) {
        this.store = store;
        this.key = key;
        this.memory = memory;
    }

    /**
     * What is to be recorded.
     *
     * @param ends for each epoch that holds records, the index after the last one
     * @param lastArrivalMillis the arrival time of the last record of them all; 0 when there is none
     */
    record Settlement(SortedMap<Integer, Long> ends, long lastArrivalMillis) {}

    /** Settles the epochs above {@code settledEpoch} and below {@code ownEpoch}, newest first. */
    CompletionStage<Settlement> settle(int settledEpoch, int ownEpoch) {
        return settleBelow(RecordIndex.firstOf(ownEpoch), settledEpoch, new Settlement(new TreeMap<>(), 0));
    }

    private CompletionStage<Settlement> settleBelow(long index, int settledEpoch, Settlement found) {
        return store.bucketAtOrBefore(key, index - 1).thenCompose(last -> {
            if (last.isEmpty() || RecordIndex.epochOf(last.get().id()) <= settledEpoch) {
                return CompletableFuture.completedFuture(found);
            }
            int epoch = RecordIndex.epochOf(last.get().id());
            return endOf(epoch, last.get()).thenCompose(end -> {
                SortedMap<Integer, Long> ends = new TreeMap<>(found.ends);
                if (end.index > RecordIndex.firstOf(epoch)) {
                    ends.put(epoch, end.index);
                }
                long arrival = Math.max(found.lastArrivalMillis, end.arrivalMillis);
                return settleBelow(RecordIndex.firstOf(epoch), settledEpoch, new Settlement(ends, arrival));
            });
        });
    }

    private CompletionStage<End> endOf(int epoch, Bucket last) {
        long first = RecordIndex.firstOf(epoch);
        return acknowledgedIn(epoch, Optional.of(last)).thenCompose(acknowledged -> {
            if (acknowledged.isEmpty()) {
                return CompletableFuture.completedFuture(new End(first, 0));
            }
            long from = Math.max(acknowledged.get(), first);
            return from == first ? extendFrom(epoch, from) : extendFromLastAcknowledged(epoch, from);
        });
    }

    /** Begins with the block before, so that an epoch that ends right here still tells its last arrival time. */
    private CompletionStage<End> extendFromLastAcknowledged(int epoch, long from) {
        return store.bucketAtOrBefore(key, from - 1).thenCompose(bucket -> {
            if (bucket.isEmpty() || RecordIndex.epochOf(bucket.get().id()) != epoch) {
                return extendFrom(epoch, from);
            }
            return store.blockAtOrBefore(key, bucket.get().id(), from - 1)
                    .thenCompose(start -> start.isEmpty()
                            ? extendFrom(epoch, from)
                            : extend(epoch, bucket.get(), start.get(), new End(start.get(), 0)));
        });
    }

    private CompletionStage<End> extendFrom(int epoch, long from) {
        return store.bucketAtOrBefore(key, from)
                .thenCompose(bucket -> bucket.filter(found -> RecordIndex.epochOf(found.id()) == epoch)
                                .isPresent()
                        ? CompletableFuture.completedFuture(bucket)
                        : store.bucketsFrom(key, from, 1)
                                .thenApply(next -> next.stream()
                                        .filter(found -> RecordIndex.epochOf(found.id()) == epoch)
                                        .findFirst()))
                .thenCompose(bucket -> bucket.isEmpty()
                        ? CompletableFuture.completedFuture(new End(from, 0))
                        : extend(epoch, bucket.get(), from, new End(from, 0)));
    }

    /** What the last block of the epoch says was acknowledged, looking back over buckets that never got a block. */
    private CompletionStage<Optional<Long>> acknowledgedIn(int epoch, Optional<Bucket> bucket) {
        if (bucket.isEmpty() || RecordIndex.epochOf(bucket.get().id()) != epoch) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return store.lastAcknowledgedIndex(key, bucket.get().id())
                .thenCompose(acknowledged -> acknowledged.isPresent()
                        ? CompletableFuture.completedFuture(acknowledged)
                        : store.bucketAtOrBefore(key, bucket.get().id() - 1)
                                .thenCompose(before -> acknowledgedIn(epoch, before)));
    }

    /** Follows consecutive blocks from {@code end} on, through the bucket and those after it, to the first gap. */
    private CompletionStage<End> extend(int epoch, Bucket bucket, long from, End end) {
        return memory.during(MEMORY_BYTES, () -> read(bucket, from, end)).thenCompose(found -> {
            End last = found.end;
            if (found.gap) {
                return CompletableFuture.completedFuture(last);
            }
            if (found.more) {
                return extend(epoch, bucket, last.index, last);
            }
            return store.bucketsFrom(key, bucket.id() + 1, 1)
                    .thenCompose(next -> continues(epoch, next)
                            ? extend(epoch, next.get(0), next.get(0).id(), last)
                            : CompletableFuture.completedFuture(last));
        });
    }

    /** Follows a page of blocks, of which nothing is kept. */
    private CompletionStage<Found> read(Bucket bucket, long from, End end) {
        return store.blocksFrom(key, bucket.id(), from, PAGE, PAGE_BYTES).thenApply(page -> {
            End reached = end;
            for (StoredBlock block : page.blocks()) {
                if (block.firstIndex() != reached.index) {
                    return new Found(reached, true, false);
                }
                reached = new End(block.endIndex(), block.arrivalMillis());
            }
            return new Found(reached, false, page.more());
        });
    }

    private static boolean continues(int epoch, List<Bucket> next) {
        return !next.isEmpty() && RecordIndex.epochOf(next.get(0).id()) == epoch;
    }

    private record End(long index, long arrivalMillis) {}

    /**
     * How far a page leads.
     *
     * @param gap whether that is the end
     * @param more whether the bucket may have more
     */
    private record Found(End end, boolean gap, boolean more) {}
}
