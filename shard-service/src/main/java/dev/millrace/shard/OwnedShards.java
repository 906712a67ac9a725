package dev.millrace.shard;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.append.PendingBytes;
import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.OwnedShard;
import dev.millrace.shard.lease.ShardOpener;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.read.StretchCache;
import dev.millrace.shard.tail.ShardTail;
import dev.millrace.shard.tail.TailMemory;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.function.Function;

/** Puts together what an owned shard consists of. */
public final class OwnedShards implements ShardOpener {
    private final BlockStore store;
    private final Function<ShardKey, ShardLoop> loops;
    private final NodeClock clock;
    private final Function<ShardKey, Duration> retention;
    private final AppendSettings appendSettings;
    private final ReadSettings readSettings;
    private final ThroughputSettings throughputSettings;
    private final long tailBytesPerShard;
    private final TailMemory tailMemory;
    private final PendingBytes pendingBytes;
    private final StretchCache cache;

    /** @param retention the current retention of a shard's stream */
    public OwnedShards(
            BlockStore store,
            Function<ShardKey, ShardLoop> loops,
            NodeClock clock,
            Function<ShardKey, Duration> retention,
            AppendSettings appendSettings,
            ReadSettings readSettings,
            ThroughputSettings throughputSettings,
            long tailBytesPerShard,
            TailMemory tailMemory,
            PendingBytes pendingBytes) {
        this.store = store;
        this.loops = loops;
        this.clock = clock;
        this.retention = retention;
        this.appendSettings = appendSettings;
        this.readSettings = readSettings;
        this.throughputSettings = throughputSettings;
        this.tailBytesPerShard = tailBytesPerShard;
        this.tailMemory = tailMemory;
        this.pendingBytes = pendingBytes;
        this.cache = new StretchCache(readSettings.cacheBytes());
    }

    /** How far back a stream reaches, as this instance knows it; of an unknown one nothing is hidden. */
    public static Function<ShardKey, Duration> retentionFrom(StreamMirror streams, NodeClock clock) {
        return key -> streams.find(key.stream())
                .map(stream -> {
                    Instant now = Instant.ofEpochMilli(clock.wallMillis());
                    return Duration.between(stream.trimHorizon(now), now);
                })
                .orElse(Duration.ofDays(36_500));
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
        ShardThroughput throughput = new ShardThroughput(throughputSettings, clock.nanoTime());
        ShardTail tail = new ShardTail(tailMemory, tailBytesPerShard, RecordIndex.firstOf(epoch));
        ShardAppender appender = new ShardAppender(
                key,
                lease,
                epoch,
                lastArrivalMillis,
                loop,
                clock,
                appendSettings,
                store,
                tail,
                throughput,
                pendingBytes,
                onLeaseLost);
        ShardReader reader = new ShardReader(
                key,
                lease,
                epoch,
                ends,
                loop,
                clock,
                appender,
                tail,
                store,
                cache,
                readSettings,
                () -> retention.apply(key));
        return new OwnedShard(lease, epoch, appender, reader, tail, throughput);
    }
}
