package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.EXCLUSIVE_START_SHARD_ID;
import static dev.millrace.protocol.wire.Member.LIMIT;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stream with a page of its shards.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a>
 */
public record DescribeStreamRequest(
        @Nullable String streamName,
        @Nullable Integer limit,
        @Nullable String exclusiveStartShardId,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static DescribeStreamRequest read(WireReader in) {
        String streamName = null;
        Integer limit = null;
        String exclusiveStartShardId = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case LIMIT -> limit = in.integer();
                case EXCLUSIVE_START_SHARD_ID -> exclusiveStartShardId = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new DescribeStreamRequest(streamName, limit, exclusiveStartShardId, streamArn);
    }

    @Override
    public Operation operation() {
        return Operation.DESCRIBE_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("limit", limit)
                .with("exclusiveStartShardId", exclusiveStartShardId);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.number(LIMIT, limit, 1, 10000);
        constraints.text(EXCLUSIVE_START_SHARD_ID, exclusiveStartShardId, TextRule.NAME);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
