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
 */
@ConfigurationProperties("millrace.shard")
public record ShardSettings(
        String advertisedAddress,
        int loops,
        @DefaultValue Memory memory,
        @DefaultValue Retention retention,
        @DefaultValue Testing testing) {
    /** Of the newest records, so that one shard leaves room for others. */
    private static final long TAIL_PER_SHARD_BYTES = 32L * 1024 * 1024;

    /** Of the newest records; what is older is read from the log. */
    static final Duration TAIL_AGE = Duration.ofSeconds(60);

    private static final int BLOCK_BYTES = 256 * 1024;
    private static final int BLOCKS_IN_FLIGHT = 4;
    private static final Duration BLOCK_RETRY_DELAY = Duration.ofMillis(100);
    private static final long BUCKET_BYTES = 64 * 1024 * 1024;
    private static final long PENDING_PER_SHARD_BYTES = 32L * 1024 * 1024;
    private static final int READ_AHEAD_BYTES = 4 * 1024 * 1024;
    private static final long FETCHING_BYTES = 96L * 1024 * 1024;
    private static final long ANSWER_BYTES = 64L * 1024 * 1024;

    /** What instances of a deployment agree on: each judges the others by it. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration LEASE_RENEWAL = Duration.ofSeconds(2);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(1);
    static final Duration LEASE_POLL = Duration.ofMillis(500);

    /** The block that ends a read ahead may be a record of 10 MiB, or one of a page of rows of 1 MiB. */
    private static final long BEYOND_READ_AHEAD = 12 * 1024 * 1024;

    /**
     * What only tests change.
     *
     * @param bucketSpan the time that one partition covers: a fact of what is stored. With another span than they were written with, old
     *     buckets would be taken for expired too early
     * @param sweepInterval how often buckets are looked for whose records have all expired
     * @param rateReportInterval how often the metadata service is told what is written to shards
     */
    public record Testing(
            @DefaultValue("60s") Duration bucketSpan,
            @DefaultValue("60s") Duration sweepInterval,
            @DefaultValue("30s") Duration rateReportInterval) {}

    /** What may be held in memory, all shards together. */
    public record Memory(
            @DefaultValue("128MB") DataSize pending,
            @DefaultValue("32MB") DataSize writing,
            @DefaultValue("128MB") DataSize tail,
            @DefaultValue("96MB") DataSize readCache) {}

    /**
     * How long records stay. See {@link RetentionSettings}.
     *
     * @param grace beyond their retention; longer only while a catalogue is restored that may know too short a retention
     * @param removalGrace after their stream was removed
     */
    public record Retention(
            @DefaultValue("60s") Duration grace,
            @DefaultValue("1h") Duration removalGrace) {}

    AppendSettings append() {
        return new AppendSettings(
                BLOCK_BYTES,
                BLOCKS_IN_FLIGHT,
                PENDING_PER_SHARD_BYTES,
                testing.bucketSpan,
                BUCKET_BYTES,
                BLOCK_RETRY_DELAY);
    }

    ReadSettings read() {
        return new ReadSettings(READ_AHEAD_BYTES, memory.readCache.toBytes(), READ_AHEAD_BYTES + BEYOND_READ_AHEAD, 2);
    }

    OwnedShardSettings ownedShards(Limits limits) {
        return new OwnedShardSettings(append(), read(), limits.throughput(), TAIL_PER_SHARD_BYTES);
    }

    /** @param room whether records are taken at all */
    ShardMemory shardMemory(BooleanSupplier room) {
        return new ShardMemory(
                new ByteBudget(memory.pending.toBytes(), room),
                new ByteQueue(memory.writing.toBytes()),
                new ByteBudget(memory.tail.toBytes()),
                new ByteQueue(FETCHING_BYTES),
                new ByteQueue(ANSWER_BYTES));
    }

    LeaseSettings lease(boolean predecessorsAreDead) {
        return new LeaseSettings(LEASE, LEASE_RENEWAL, LEASE_MARGIN, LEASE_POLL, predecessorsAreDead);
    }

    RetentionSettings sweep() {
        return new RetentionSettings(testing.sweepInterval, retention.grace, retention.removalGrace);
    }

    /**
     * The quotas of each shard.
     *
     * @param enabled false switches all of them off
     */
    @ConfigurationProperties("millrace.limits")
    public record Limits(boolean enabled) {
        private static final long MEBIBYTE = 1024 * 1024;

        /** @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a> */
        ThroughputSettings throughput() {
            return new ThroughputSettings(enabled, MEBIBYTE, 1_000, 2 * MEBIBYTE, 5, 5);
        }
    }

    /** What the deployment knows of earlier instances. */
    @ConfigurationProperties("millrace.lease")
    public record Predecessors(boolean predecessorsAreDead) {}

    /** Where the metadata service is. */
    @ConfigurationProperties("millrace.metadata")
    public record Metadata(String address) {}
}
