package dev.millrace.internal.rpc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How old a copy of what the metadata service keeps is: parts of a second as long as that can read its tables.
 *
 * @param name of the metric, without its unit
 * @param staleFor asked when the metric is
 */
public record StalenessMeter(String name, Supplier<Duration> staleFor) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(name, staleFor, age -> age.get().toMillis() / 1000.0)
                .description("How long ago there was nothing in the metadata service's tables that is not known here")
                .baseUnit("seconds")
                .register(registry);
    }
}
