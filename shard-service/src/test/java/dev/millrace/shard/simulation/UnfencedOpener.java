package dev.millrace.shard.simulation;

import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.TestLease;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.ShardOpener;
import dev.millrace.shard.read.LogRangeCache;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.SortedMap;

/** Opens shards whose appender or reader believes its lease to be valid for ever. */
final class UnfencedOpener implements ShardOpener {
    private final BlockStore store;
    private final ShardLoop loop;
    private final SimulatedClock clock;
    private final boolean appends;

    /** @param appends whether the fence is missing before acknowledgements, or else before answers to reads */
    UnfencedOpener(BlockStore store, ShardLoop loop, SimulatedClock clock, boolean appends) {
        this.store = store;
        this.loop = loop;
        this.clock = clock;
        this.appends = appends;
    }

    @Override
    public OwnedShard open(
            ShardKey key,
            Lease lease,
            int epoch,
            SortedMap<Integer, Long> ends,
            long lastArrivalMillis,
            Runnable onLeaseLost) {
        Lease everlasting = TestLease.everlasting(lease.id());
        Lease appendLease = appends ? everlasting : lease;
        Lease readLease = appends ? lease : everlasting;
        ShardTail tail = new ShardTail(new ByteBudget(10_000), 1_500, RecordIndex.firstOf(epoch));
        ShardThroughput throughput = new ShardThroughput(SimulatedNode.UNLIMITED, 0);
        ShardAppender appender = new ShardAppender(
                new ShardEpoch(key, appendLease, epoch, loop, clock, store, ShardCipher.NONE, tail),
                lastArrivalMillis,
                SimulatedNode.APPEND,
                throughput,
                new ByteBudget(50_000),
                onLeaseLost);
        ShardReader reader = new ShardReader(
                new ShardEpoch(key, readLease, epoch, loop, clock, store, ShardCipher.NONE, tail),
                ends,
                appender,
                new LogRangeCache(20_000),
                new ByteQueue(20_000),
                SimulatedNode.READ,
                () -> Duration.ofDays(36_500));
        return new OwnedShard(readLease, epoch, appender, reader, tail, throughput);
    }
}
