package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SHARD_LEVEL_METRICS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns shard-level metrics on.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html">EnableEnhancedMonitoring</a>
 */
public record EnableEnhancedMonitoringRequest(
        @Nullable String streamName,
        @Nullable List<String> shardLevelMetrics,
        @Nullable String streamArn) implements KinesisRequest, StreamAddressed {
    static EnableEnhancedMonitoringRequest read(WireReader in) {
        String streamName = null;
        List<String> shardLevelMetrics = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case SHARD_LEVEL_METRICS -> shardLevelMetrics = in.strings();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new EnableEnhancedMonitoringRequest(streamName, shardLevelMetrics, streamArn);
    }

    @Override
    public List<String> shardLevelMetrics() {
        return Required.checked(shardLevelMetrics);
    }

    @Override
    public Operation operation() {
        return Operation.ENABLE_ENHANCED_MONITORING;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("shardLevelMetrics", shardLevelMetrics);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(SHARD_LEVEL_METRICS, shardLevelMetrics);
        constraints.size(SHARD_LEVEL_METRICS, shardLevelMetrics, 1, 7);
        constraints.eachOneOf(SHARD_LEVEL_METRICS, shardLevelMetrics, ValueSets.SHARD_LEVEL_METRIC);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
