package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CURRENT_SHARD_LEVEL_METRICS;
import static dev.millrace.protocol.wire.Member.DESIRED_SHARD_LEVEL_METRICS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamArn;
import java.util.List;

/**
 * The shard-level metrics before and after they were turned on or off.
 *
 * @param current before the call
 * @param desired after it
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html">EnableEnhancedMonitoring</a>
 */
public record EnhancedMonitoringResponse(StreamArn streamArn, List<String> current, List<String> desired)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(STREAM_NAME, streamArn.name().value());
        ListElements.strings(out, CURRENT_SHARD_LEVEL_METRICS, current);
        ListElements.strings(out, DESIRED_SHARD_LEVEL_METRICS, desired);
        out.member(STREAM_ARN, streamArn.toString());
        out.endMap();
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn.toString())
                .with("currentShardLevelMetrics", current)
                .with("desiredShardLevelMetrics", desired);
    }
}
