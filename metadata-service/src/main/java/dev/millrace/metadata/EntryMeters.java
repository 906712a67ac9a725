package dev.millrace.metadata;

import dev.millrace.metadata.catalog.CatalogReplica;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.catalog.EntryReplica;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How large a catalogue is, and how many follow it.
 *
 * @param name what its entries are, in the plural, as metrics name it
 * @param entries what they are, for readers of a metric's description
 */
record EntryMeters(String name, String entries, EntryReplica<?> replica, CatalogWatches<String, ?> watches)
        implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        String prefix = "millrace." + name;
        Gauge.builder(prefix, replica, EntryReplica::size).description(entries).register(registry);
        Gauge.builder(prefix + ".bytes", replica, EntryReplica::bytes)
                .description("What all " + name + " take in the memory of whoever has a copy")
                .baseUnit("bytes")
                .register(registry);
        age(prefix + ".age", replica).register(registry);
        Gauge.builder(prefix + ".watches", watches, CatalogWatches::openCount)
                .description("Watches on " + name + " that other services have open")
                .register(registry);
    }

    /** How old what a replica shows is: far more than its poll interval when Cassandra does not answer. */
    static Gauge.Builder<CatalogReplica<?, ?>> age(String name, CatalogReplica<?, ?> replica) {
        return Gauge.<CatalogReplica<?, ?>>builder(name, replica, it -> it.age().toMillis() / 1000.0)
                .description("How long ago there was nothing in the tables that this instance does not know")
                .baseUnit("seconds");
    }
}
