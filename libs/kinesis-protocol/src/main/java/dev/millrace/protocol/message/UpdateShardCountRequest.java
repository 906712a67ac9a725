package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SCALING_TYPE;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.TARGET_SHARD_COUNT;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Changes the number of a stream's open shards, to equal hash key ranges.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 */
public record UpdateShardCountRequest(
        @Nullable String streamName,
        @Nullable Integer targetShardCount,
        @Nullable String scalingType,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static UpdateShardCountRequest read(WireReader in) {
        String streamName = null;
        Integer targetShardCount = null;
        String scalingType = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case TARGET_SHARD_COUNT -> targetShardCount = in.integer();
                case SCALING_TYPE -> scalingType = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new UpdateShardCountRequest(streamName, targetShardCount, scalingType, streamArn);
    }

    @Override
    public Integer targetShardCount() {
        return Required.checked(targetShardCount);
    }

    @Override
    public String scalingType() {
        return Required.checked(scalingType);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_SHARD_COUNT;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("targetShardCount", targetShardCount)
                .with("scalingType", scalingType);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(TARGET_SHARD_COUNT, targetShardCount);
        constraints.number(TARGET_SHARD_COUNT, targetShardCount, 1, Integer.MAX_VALUE);
        constraints.required(SCALING_TYPE, scalingType);
        constraints.oneOf(SCALING_TYPE, scalingType, ValueSets.SCALING_TYPE);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
