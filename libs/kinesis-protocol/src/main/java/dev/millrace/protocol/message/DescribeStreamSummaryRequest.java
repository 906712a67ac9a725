package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stream without its shards.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">DescribeStreamSummary</a>
 */
public record DescribeStreamSummaryRequest(
        @Nullable String streamName, @Nullable String streamArn) implements KinesisRequest, StreamAddressed {
    static DescribeStreamSummaryRequest read(WireReader in) {
        String streamName = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new DescribeStreamSummaryRequest(streamName, streamArn);
    }

    @Override
    public Operation operation() {
        return Operation.DESCRIBE_STREAM_SUMMARY;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
