package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ENHANCED_MONITORING;
import static dev.millrace.protocol.wire.Member.SHARD_LEVEL_METRICS;

import dev.millrace.protocol.wire.WireWriter;
import java.util.List;

/**
 * The shard-level metrics of a stream: a list of one element, also when none is turned on.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnhancedMetrics.html">EnhancedMetrics</a>
 */
final class EnhancedMonitoringElement {
    private EnhancedMonitoringElement() {}

    static void write(List<String> shardLevelMetrics, WireWriter out) {
        out.name(ENHANCED_MONITORING);
        out.beginList();
        out.beginMap();
        ListElements.strings(out, SHARD_LEVEL_METRICS, shardLevelMetrics);
        out.endMap();
        out.endList();
    }
}
