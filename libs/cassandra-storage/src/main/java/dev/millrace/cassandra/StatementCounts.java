package dev.millrace.cassandra;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.metrics.DefaultNodeMetric;
import com.datastax.oss.driver.api.core.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the driver counts of each node, over all nodes. */
public final class StatementCounts {
    private static final Map<String, DefaultNodeMetric> KINDS = Map.of(
            "unsent", DefaultNodeMetric.UNSENT_REQUESTS,
            "aborted", DefaultNodeMetric.ABORTED_REQUESTS,
            "write-timeout", DefaultNodeMetric.WRITE_TIMEOUTS,
            "read-timeout", DefaultNodeMetric.READ_TIMEOUTS,
            "unavailable", DefaultNodeMetric.UNAVAILABLES,
            "other", DefaultNodeMetric.OTHER_ERRORS,
            "retry", DefaultNodeMetric.RETRIES,
            "speculative-execution", DefaultNodeMetric.SPECULATIVE_EXECUTIONS,
            "connection", DefaultNodeMetric.CONNECTION_INIT_ERRORS);

    private StatementCounts() {}

    /** Lets the driver count. Timers and histograms are left out: they cost what they measure. */
    static void configure(ProgrammaticDriverConfigLoaderBuilder driver) {
        List<String> counted = Stream.concat(Stream.of(DefaultNodeMetric.IN_FLIGHT), KINDS.values().stream())
                .map(DefaultNodeMetric::getPath)
                .toList();
        driver.withStringList(DefaultDriverOption.METRICS_NODE_ENABLED, counted);
    }

    /** What can be asked for. */
    public static Set<String> kinds() {
        return KINDS.keySet();
    }

    /** How many there were of a kind since the session was opened. */
    public static double of(CqlSession session, String kind) {
        DefaultNodeMetric metric = Optional.ofNullable(KINDS.get(kind)).orElseThrow();
        return metrics(session, metric)
                .mapToDouble(found -> found instanceof Counting counter ? counter.getCount() : 0)
                .sum();
    }

    /** How many requests wait for their answers. */
    public static double underWay(CqlSession session) {
        return metrics(session, DefaultNodeMetric.IN_FLIGHT)
                .mapToDouble(found -> found instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                        ? number.doubleValue()
                        : 0)
                .sum();
    }

    private static Stream<Metric> metrics(CqlSession session, DefaultNodeMetric metric) {
        Optional<Metrics> all = session.getMetrics();
        return all.stream()
                .flatMap(known -> session.getMetadata().getNodes().values().stream()
                        .map(node -> known.<Metric>getNodeMetric(node, metric))
                        .flatMap(Optional::stream));
    }
}
