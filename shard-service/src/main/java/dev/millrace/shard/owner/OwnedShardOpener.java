package dev.millrace.shard.owner;

import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.read.LogRangeCache;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.util.SortedMap;
import java.util.function.Function;

/** Puts together what an owned shard consists of. */
public final class OwnedShardOpener implements ShardOpener {
    private final BlockStore store;
    private final Function<ShardKey, ShardLoop> loops;
    private final NodeClock clock;
    private final ShardFacts facts;
    private final OwnedShardSettings settings;
    private final ShardMemory memory;
    private final Function<ShardKey, ShardCipher> ciphers;
    private final LogRangeCache cache;

    /**
     * @param facts what the catalogue says of a shard
     * @param ciphers how the blocks of a shard are encrypted
     */
    public OwnedShardOpener(
            BlockStore store,
            Function<ShardKey, ShardLoop> loops,
            NodeClock clock,
            ShardFacts facts,
            OwnedShardSettings settings,
            ShardMemory memory,
            Function<ShardKey, ShardCipher> ciphers) {
        this.store = store;
        this.loops = loops;
        this.clock = clock;
        this.facts = facts;
        this.settings = settings;
        this.memory = memory;
        this.ciphers = ciphers;
        this.cache = new LogRangeCache(settings.read().cacheBytes());
    }

    /** What is kept of what readers behind the tail have read. */
    public long readCacheBytes() {
        return cache.usedBytes();
    }

    @Override
    public OwnedShard open(
            ShardKey key,
            Lease lease,
            int epoch,
            SortedMap<Integer, Long> ends,
            long lastArrivalMillis,
            Runnable onLeaseLost) {
        ShardLoop loop = loops.apply(key);
        ShardThroughput throughput = new ShardThroughput(settings.throughput(), clock.nanoTime());
        ShardCipher cipher = ciphers.apply(key);
        ShardTail tail = new ShardTail(memory.tail(), settings.tailBytes(), RecordIndex.firstOf(epoch));
        ShardEpoch shard = new ShardEpoch(key, lease, epoch, loop, clock, store, cipher, tail);
        ShardAppender appender = new ShardAppender(
                shard,
                // A child opens at an instant that may lie a moment ahead, and no record of it arrived before.
                Math.max(lastArrivalMillis, facts.openedAtMillis(key)),
                settings.append(),
                throughput,
                memory.pending(),
                onLeaseLost);
        ShardReader reader = new ShardReader(
                shard, ends, appender, cache, memory.fetching(), settings.read(), () -> facts.retention(key));
        return new OwnedShard(lease, epoch, appender, reader, tail, throughput);
    }
}
