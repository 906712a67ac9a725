package dev.millrace.shard.encryption;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a stored block was found that is damaged or does not open: changed, moved, or sealed with another key. Never, in a sound
 * system.
 */
final class UnreadableBlocks implements MeterBinder {
    private final AtomicLong found = new AtomicLong();

    void count() {
        found.incrementAndGet();
    }

    long found() {
        return found.get();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("millrace.blocks.unreadable", found, AtomicLong::get)
                .description("Reads that met a stored block that is damaged or does not open")
                .register(registry);
    }
}
