package dev.millrace.shard;

import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShardOpener;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.retention.UnknownShards;
import dev.millrace.shard.subscription.Subscriptions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** What the instance holds, and how it came to it. */
final class ShardMeters implements MeterBinder {
    private final OwnedShards shards;
    private final InstanceLease lease;
    private final ShardMemory memory;
    private final OwnedShardOpener opener;
    private final long readCacheBytes;
    private final Subscriptions subscriptions;
    private final UnknownShards unknown;

    /** @param readCacheBytes how much is kept of what was read */
    ShardMeters(
            OwnedShards shards,
            InstanceLease lease,
            ShardMemory memory,
            OwnedShardOpener opener,
            long readCacheBytes,
            Subscriptions subscriptions,
            UnknownShards unknown) {
        this.shards = shards;
        this.lease = lease;
        this.memory = memory;
        this.opener = opener;
        this.readCacheBytes = readCacheBytes;
        this.subscriptions = subscriptions;
        this.unknown = unknown;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.shards.owned", shards, all -> all.owned().size())
                .description("Shards that this instance owns")
                .register(registry);
        FunctionCounter.builder("millrace.shards.taken.over", shards, OwnedShards::takenOver)
                .description("Shards that this instance became owner of, each time")
                .register(registry);
        FunctionCounter.builder("millrace.lease.lapses", lease, InstanceLease::lapses)
                .description("Leases that ran out, or were declared dead, while the instance was running")
                .register(registry);
        Gauge.builder("millrace.subscriptions", subscriptions, Subscriptions::count)
                .description("Subscriptions to shards of this instance")
                .register(registry);
        Gauge.builder("millrace.shards.unknown", unknown, UnknownShards::count)
                .description("Shards with records that are kept because nobody knows what has become of their streams")
                .register(registry);
        budget(registry, "pending", memory.pending());
        budget(registry, "writing", memory.writing());
        budget(registry, "tail", memory.tail());
        budget(registry, "fetching", memory.fetching());
        budget(registry, "answers", memory.answers());
        memory(registry, "read-cache", opener, OwnedShardOpener::readCacheBytes, readCacheBytes);
    }

    private static void budget(MeterRegistry registry, String name, ByteBudget budget) {
        memory(registry, name, budget, ByteBudget::current, budget.limit());
    }

    private static void budget(MeterRegistry registry, String name, ByteQueue budget) {
        memory(registry, name, budget, ByteQueue::current, budget.limit());
    }

    private static <T> void memory(MeterRegistry registry, String name, T of, ToDoubleFunction<T> bytes, long limit) {
        Gauge.builder("millrace.memory.used", of, bytes)
                .tag("budget", name)
                .baseUnit("bytes")
                .description("Bytes of records that are held, by reason")
                .register(registry);
        Gauge.builder("millrace.memory.limit", () -> limit)
                .tag("budget", name)
                .baseUnit("bytes")
                .description("Bytes of records that may be held, by reason")
                .register(registry);
    }
}
