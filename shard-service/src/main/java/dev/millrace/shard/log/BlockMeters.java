package dev.millrace.shard.log;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is written to the log: counted by block, never by record. */
public final class BlockMeters implements MeterBinder {
    private volatile @Nullable Registered meters;

    private record Registered(Timer written, Timer failed, DistributionSummary records, DistributionSummary bytes) {}

    /** @param nanos from when the block was handed over, its wait for its turn included */
    public void written(StoredBlock block, long nanos) {
        Registered to = meters;
        if (to != null) {
            to.written.record(nanos, TimeUnit.NANOSECONDS);
            to.records.record(block.count());
            to.bytes.record(block.content().length);
        }
    }

    /** It will be written again. */
    public void failed(long nanos) {
        Registered to = meters;
        if (to != null) {
            to.failed.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        meters = new Registered(
                timer(registry, "stored"),
                timer(registry, "failed"),
                DistributionSummary.builder("millrace.block.records")
                        .description("Records in each block")
                        .register(registry),
                DistributionSummary.builder("millrace.block.size")
                        .baseUnit("bytes")
                        .description("Bytes of each block, as stored")
                        .register(registry));
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("millrace.block.write")
                .tag("outcome", outcome)
                .description("Tries to write a block, from when it is full to the answer of the last of its rows")
                .register(registry);
    }
}
