package dev.millrace.shard;

import dev.millrace.shard.append.PendingBytes;
import dev.millrace.shard.lease.ShardHost;
import dev.millrace.shard.tail.TailMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What the instance holds. */
final class ShardMeters implements MeterBinder {
    private final ShardHost host;
    private final TailMemory tail;
    private final PendingBytes pending;

    ShardMeters(ShardHost host, TailMemory tail, PendingBytes pending) {
        this.host = host;
        this.tail = tail;
        this.pending = pending;
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
    }
}
