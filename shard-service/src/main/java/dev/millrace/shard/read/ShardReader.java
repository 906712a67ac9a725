package dev.millrace.shard.read;

import dev.millrace.block.SealedBlock;
import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Reads a shard under one epoch: out of the tail at the tip, out of the log behind it. The lease is asked again before
 * each answer, so that a paused owner shows nothing. Everything here runs on the shard's loop.
 */
public final class ShardReader {
    /** Ranges without a record to show that one read walks over before it answers empty-handed. */
    private static final int MAX_HOPS = 4;

    private final ShardKey key;
    private final Lease lease;
    private final ShardLoop loop;
    private final NodeClock clock;
    private final ShardAppender appender;
    private final ShardTail tail;
    private final VisibleLog log;
    private final ShardCipher cipher;
    private final LogRangeCache cache;
    private final ByteQueue memory;
    private final ReadSettings settings;
    private final Supplier<Duration> retention;
    private final Map<Long, CompletableFuture<LogRange>> fetches = new HashMap<>();

    /**
     * @param ends where settled epochs end
     * @param memory bounds what all shards together are reading from the store
     * @param retention the stream's current retention, asked for every read
     */
    public ShardReader(
            ShardEpoch shard,
            SortedMap<Integer, Long> ends,
            ShardAppender appender,
            LogRangeCache cache,
            ByteQueue memory,
            ReadSettings settings,
            Supplier<Duration> retention) {
        this.key = shard.key();
        this.lease = shard.lease();
        this.loop = shard.loop();
        this.clock = shard.clock();
        this.appender = appender;
        this.tail = shard.tail();
        this.cache = cache;
        this.memory = memory;
        this.settings = settings;
        this.retention = retention;
        this.cipher = shard.cipher();
        this.log = new VisibleLog(shard, ends, appender::acknowledgedIndex, this::open, settings.rangeBytes());
    }

    /**
     * Reads records.
     *
     * @param fromIndex inclusive
     * @param maxRecords at least 1
     * @param maxBytes data and partition keys; the first record comes even if larger
     */
    public CompletionStage<ReadResult> read(long fromIndex, int maxRecords, long maxBytes) {
        long horizon = horizonMillis();
        SliceCollector collector = new SliceCollector(fromIndex, maxRecords, maxBytes);
        return collect(collector, horizon, 0)
                .thenApplyAsync(
                        done -> checked(collector.result(appender.acknowledgedIndex(), clock.wallMillis())), loop);
    }

    /** Records that arrived before this are past retention. */
    private long horizonMillis() {
        return clock.wallMillis() - retention.get().toMillis();
    }

    /**
     * Sealed blocks are there twice until the last is opened. What of it goes beyond what was taken for the read is counted as well, at
     * once, though there may not be as much: the next reads wait for it.
     */
    private CompletionStage<List<StoredBlock>> open(List<StoredBlock> blocks) {
        long bytes = 0;
        for (StoredBlock block : blocks) {
            int length = block.content().length;
            bytes += SealedBlock.isSealed(block.content()) ? 2L * length : length;
        }
        long beyond = Math.max(0, bytes - settings.fetchBytes());
        memory.exchange(0, beyond);
        return cipher.open(blocks, horizonMillis()).whenComplete((opened, failure) -> memory.give(beyond));
    }

    private <T> T checked(T answer) {
        if (!lease.isValid()) {
            throw new ShardRefusal(RefusalReason.NOT_OWNER);
        }
        return answer;
    }

    private CompletionStage<Void> collect(SliceCollector collector, long horizon, int hops) {
        long index = collector.nextIndex();
        if (tail.covers(index)) {
            takeVisible(collector, tail.from(index), horizon);
            if (!collector.isFull()) {
                collector.skipTo(appender.acknowledgedIndex());
            }
            return done();
        }
        if (hops >= MAX_HOPS) {
            return done();
        }
        return rangeAt(index)
                .thenComposeAsync(
                        range -> {
                            boolean expired = !range.blocks().isEmpty()
                                    && range.blocks()
                                                    .get(range.blocks().size() - 1)
                                                    .arrivalMillis()
                                            < horizon;
                            if (expired) {
                                return jumpToHorizon(collector, range, horizon, hops);
                            }
                            takeVisible(collector, range.blocks(), horizon);
                            if (!collector.isFull()) {
                                collector.skipTo(range.toIndex());
                            }
                            prefetchAfter(range);
                            return collector.isEmpty() && !collector.isFull()
                                    ? collect(collector, horizon, hops + 1)
                                    : done();
                        },
                        loop);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> jumpToHorizon(SliceCollector collector, LogRange range, long horizon, int hops) {
        return log.firstKeptFrom(horizon)
                .thenComposeAsync(
                        first -> {
                            collector.skipTo(Math.max(first, range.toIndex()));
                            return collect(collector, horizon, hops + 1);
                        },
                        loop);
    }

    private void takeVisible(SliceCollector collector, Iterable<StoredBlock> blocks, long horizon) {
        for (StoredBlock block : blocks) {
            if (block.arrivalMillis() < horizon) {
                collector.skipTo(block.endIndex());
            } else if (!mayShow(block, collector) || !collector.take(block)) {
                return;
            }
        }
    }

    /** What is in memory was opened when its key could be used. Whether it can be now is another matter. */
    private boolean mayShow(StoredBlock block, SliceCollector collector) {
        if (block.keyId().equals(StoredBlock.NO_KEY) || block.endIndex() <= collector.nextIndex()) {
            return true;
        }
        Optional<ShardRefusal> refusal = cipher.refusalOf(block.keyId());
        refusal.ifPresent(collector::endWith);
        return refusal.isEmpty();
    }

    /** The range that holds an index: kept, being fetched for another reader, or fetched now. */
    private CompletionStage<LogRange> rangeAt(long index) {
        Optional<LogRange> kept = cache.find(key, index);
        if (kept.isPresent()) {
            return CompletableFuture.completedFuture(kept.get());
        }
        CompletableFuture<LogRange> fetching = fetches.get(index);
        return fetching != null ? fetching : fetch(index, () -> log.read(index));
    }

    /** What is read is counted until it has found its place in the cache. Those for whom there is no memory yet wait in turn. */
    private CompletableFuture<LogRange> fetch(long index, Supplier<CompletionStage<LogRange>> reading) {
        CompletableFuture<LogRange> fetching = memory.during(
                        settings.fetchBytes(), () -> reading.get().thenApplyAsync(this::keep, loop))
                .toCompletableFuture();
        fetches.put(index, fetching);
        var unused = fetching.whenCompleteAsync((range, failure) -> fetches.remove(index, fetching), loop);
        return fetching;
    }

    private LogRange keep(LogRange range) {
        if (!range.blocks().isEmpty()) {
            cache.add(key, range);
        }
        return range;
    }

    /** A reader of one range will want the next one. */
    private void prefetchAfter(LogRange range) {
        long next = range.toIndex();
        if (range.blocks().isEmpty()
                || tail.covers(next)
                || next >= appender.acknowledgedIndex()
                || fetches.containsKey(next)
                || fetches.size() >= settings.fetchesInFlight()
                || cache.find(key, next).isPresent()) {
            return;
        }
        fetch(next, () -> log.readAfter(range));
    }

    /** The record index that a reader begins at. An index may lie before the oldest record there is. */
    public CompletionStage<Long> indexOf(StartPosition position) {
        if (position instanceof AtTimestamp at) {
            return firstArrivedFrom(at.time().toEpochMilli());
        } else if (position instanceof Latest) {
            return lease.isValid()
                    ? CompletableFuture.completedFuture(appender.acknowledgedIndex())
                    : CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.NOT_OWNER));
        }
        return CompletableFuture.completedFuture(position instanceof AtIndex at ? at.index() : 0L);
    }

    /** Of everything that arrived at or after a time; the newest position when nothing has. */
    private CompletionStage<Long> firstArrivedFrom(long millis) {
        long inTail = tail.firstArrivedFrom(millis);
        CompletionStage<Long> position =
                inTail >= 0 ? CompletableFuture.completedFuture(inTail) : log.firstArrivedFrom(millis);
        return position.thenApplyAsync(this::checked, loop);
    }
}
