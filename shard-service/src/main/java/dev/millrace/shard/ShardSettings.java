package dev.millrace.shard;

import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShardSettings;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.retention.RetentionSettings;
import dev.millrace.shard.throughput.ThroughputSettings;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything about this service that can be set; {@code shard-service.yml} tells what each is for.
 *
 * @param advertisedAddress {@code host:port} under which gateways reach this instance
 * @param loops threads that the shards are spread over
 * @param rateReportInterval how often the metadata service is told what is written to shards
 */
@ConfigurationProperties("millrace.shard")
public record ShardSettings(
        String advertisedAddress,
        int loops,
        @DefaultValue Lease lease,
        @DefaultValue Block block,
        @DefaultValue Memory memory,
        @DefaultValue Retention retention,
        @DefaultValue("30s") Duration rateReportInterval,
        @DefaultValue Testing testing) {
    private static final long BUCKET_BYTES = 64 * 1024 * 1024;

    /** The block that ends a read ahead may be a record of 10 MiB, or one of a page of rows of 1 MiB. */
    private static final long BEYOND_READ_AHEAD = 12 * 1024 * 1024;

    /** See {@link LeaseSettings}. */
    public record Lease(
            @DefaultValue("6s") Duration duration,
            @DefaultValue("2s") Duration renewalInterval,
            @DefaultValue("1s") Duration margin,
            @DefaultValue("500ms") Duration pollInterval) {}

    /** See {@link AppendSettings}. */
    public record Block(
            @DefaultValue("256KB") DataSize size,
            @DefaultValue("4") int inFlight,
            @DefaultValue("100ms") Duration retryDelay) {}

    /**
     * What only tests change.
     *
     * @param bucketSpan the time that one partition covers: a fact of what is stored. With another span than they were written with, old
     *     buckets would be taken for expired too early
     */
    public record Testing(@DefaultValue("60s") Duration bucketSpan) {}

    /** What may be held in memory. */
    public record Memory(
            @DefaultValue("128MB") DataSize pending,
            @DefaultValue("32MB") DataSize pendingPerShard,
            @DefaultValue("32MB") DataSize writing,
            @DefaultValue("128MB") DataSize tail,
            @DefaultValue("32MB") DataSize tailPerShard,
            @DefaultValue("60s") Duration tailAge,
            @DefaultValue("96MB") DataSize readCache,
            @DefaultValue("4MB") DataSize readAhead,
            @DefaultValue("96MB") DataSize fetching,
            @DefaultValue("64MB") DataSize answers) {}

    /** See {@link RetentionSettings}. */
    public record Retention(
            @DefaultValue("60s") Duration sweepInterval,
            @DefaultValue("60s") Duration grace,
            @DefaultValue("1h") Duration removalGrace) {}

    AppendSettings append() {
        return new AppendSettings(
                Math.toIntExact(block.size.toBytes()),
                block.inFlight,
                memory.pendingPerShard.toBytes(),
                testing.bucketSpan,
                BUCKET_BYTES,
                block.retryDelay);
    }

    ReadSettings read() {
        long readAhead = memory.readAhead.toBytes();
        return new ReadSettings(
                Math.toIntExact(readAhead), memory.readCache.toBytes(), readAhead + BEYOND_READ_AHEAD, 2);
    }

    OwnedShardSettings ownedShards(Limits limits) {
        return new OwnedShardSettings(
                append(), read(), limits.throughput(), memory.tailPerShard().toBytes());
    }

    /** @param room whether records are taken at all */
    ShardMemory shardMemory(BooleanSupplier room) {
        return new ShardMemory(
                new ByteBudget(memory.pending.toBytes(), room),
                new ByteQueue(memory.writing.toBytes()),
                new ByteBudget(memory.tail.toBytes()),
                new ByteQueue(memory.fetching.toBytes()),
                new ByteQueue(memory.answers.toBytes()));
    }

    LeaseSettings lease(boolean predecessorsAreDead) {
        return new LeaseSettings(
                lease.duration, lease.renewalInterval, lease.margin, lease.pollInterval, predecessorsAreDead);
    }

    RetentionSettings sweep() {
        return new RetentionSettings(retention.sweepInterval, retention.grace, retention.removalGrace);
    }

    /**
     * The quotas of each shard.
     *
     * @param enabled false switches all of them off
     */
    @ConfigurationProperties("millrace.limits")
    public record Limits(
            boolean enabled,
            @DefaultValue("1MB") DataSize shardWriteBytes,
            @DefaultValue("1000") long shardWriteRecords,
            @DefaultValue("2MB") DataSize shardReadBytes,
            @DefaultValue("5") long shardReadCalls,
            @DefaultValue("5") long shardIteratorCalls) {
        ThroughputSettings throughput() {
            return new ThroughputSettings(
                    enabled,
                    shardWriteBytes.toBytes(),
                    shardWriteRecords,
                    shardReadBytes.toBytes(),
                    shardReadCalls,
                    shardIteratorCalls);
        }
    }

    /** What the deployment knows of earlier instances. */
    @ConfigurationProperties("millrace.lease")
    public record Predecessors(boolean predecessorsAreDead) {}

    /** Where the metadata service is. */
    @ConfigurationProperties("millrace.metadata")
    public record Metadata(String address) {}
}
