package dev.millrace.shard;

import dev.millrace.shard.append.PendingBytes;
import dev.millrace.shard.lease.ShardHost;
import dev.millrace.shard.retention.UnknownShards;
import dev.millrace.shard.subscription.Subscriptions;
import dev.millrace.shard.tail.TailMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What the instance holds. */
final class ShardMeters implements MeterBinder {
    private final ShardHost host;
    private final TailMemory tail;
    private final PendingBytes pending;
    private final Subscriptions subscriptions;
    private final UnknownShards unknown;

    ShardMeters(
            ShardHost host, TailMemory tail, PendingBytes pending, Subscriptions subscriptions, UnknownShards unknown) {
        this.host = host;
        this.tail = tail;
        this.pending = pending;
        this.subscriptions = subscriptions;
        this.unknown = unknown;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.shards.owned", host, shards -> shards.owned().size())
                .description("Shards that this instance owns")
                .register(registry);
        Gauge.builder("millrace.tail.bytes", tail, TailMemory::usedBytes)
                .baseUnit("bytes")
                .description("Memory of the newest records")
                .register(registry);
        Gauge.builder("millrace.append.pending", pending, PendingBytes::current)
                .baseUnit("bytes")
                .description("Records that wait for being stored")
                .register(registry);
        Gauge.builder("millrace.subscriptions", subscriptions, Subscriptions::count)
                .description("Subscriptions to shards of this instance")
                .register(registry);
        Gauge.builder("millrace.shards.unknown", unknown, UnknownShards::count)
                .description("Shards with records that are kept because nobody knows what has become of their streams")
                .register(registry);
    }
}
