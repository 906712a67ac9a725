package dev.millrace.service;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.KeyspaceReplicas;
import dev.millrace.cassandra.StatementCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** What this instance's session knows of Cassandra. */
final class StorageMeters implements MeterBinder {
    private final CqlSession session;
    private final CassandraSettings settings;

    StorageMeters(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        replicas(
                registry,
                "millrace.cassandra.replicas",
                "Of each row, in this data centre",
                KeyspaceReplicas::replicas);
        replicas(registry, "millrace.cassandra.nodes", "Of this data centre", KeyspaceReplicas::nodes);
        replicas(registry, "millrace.cassandra.nodes.up", "That are not known to be down", KeyspaceReplicas::nodesUp);
        replicas(
                registry,
                "millrace.cassandra.replication.concern",
                "1 when the replication should be changed",
                now -> now.concern().isPresent() ? 1 : 0);
        Gauge.builder("millrace.cassandra.requests.under.way", session, StatementCounts::underWay)
                .description("Requests that nodes have not answered")
                .register(registry);
        StatementCounts.kinds()
                .forEach(kind -> FunctionCounter.builder(
                                "millrace.cassandra.failures", session, its -> StatementCounts.of(its, kind))
                        .description("Answers of single nodes that were none, and what followed from them")
                        .tag("kind", kind)
                        .register(registry));
    }

    private void replicas(
            MeterRegistry registry, String name, String description, ToDoubleFunction<KeyspaceReplicas> value) {
        Gauge.builder(name, session, its -> value.applyAsDouble(KeyspaceReplicas.of(its, settings)))
                .description(description)
                .register(registry);
    }
}
