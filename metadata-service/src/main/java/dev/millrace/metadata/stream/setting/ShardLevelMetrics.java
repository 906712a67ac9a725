package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.stream.StreamUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes of the metrics that a stream keeps for each shard.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html">EnableEnhancedMonitoring</a>
 */
public final class ShardLevelMetrics {
    private static final String ALL = "ALL";
    private static final List<String> NAMES = List.of(
            "IncomingBytes",
            "IncomingRecords",
            "IteratorAgeMilliseconds",
            "OutgoingBytes",
            "OutgoingRecords",
            "ReadProvisionedThroughputExceeded",
            "WriteProvisionedThroughputExceeded");

    private ShardLevelMetrics() {}

    /** @param names of metrics, or {@code ALL} */
    public static StreamUpdate enable(Collection<String> names) {
        return (entry, usage) -> {
            Set<String> enabled = new TreeSet<>(entry.stream().shardLevelMetrics());
            enabled.addAll(named(names));
            return entry.with(stream -> stream.shardLevelMetrics(List.copyOf(enabled)));
        };
    }

    /** @param names of metrics, or {@code ALL} */
    public static StreamUpdate disable(Collection<String> names) {
        return (entry, usage) -> {
            Set<String> enabled = new TreeSet<>(entry.stream().shardLevelMetrics());
            enabled.removeAll(named(names));
            return entry.with(stream -> stream.shardLevelMetrics(List.copyOf(enabled)));
        };
    }

    /** Those of the names that are a metric's; the caller's are checked against the service model before. */
    private static Set<String> named(Collection<String> names) {
        Set<String> named = new TreeSet<>(NAMES);
        if (!names.contains(ALL)) {
            named.retainAll(names);
        }
        return named;
    }
}
