package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_ARN;
import static dev.millrace.protocol.wire.Member.CONSUMER_NAME;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Describes a consumer, given by its ARN or by stream and name.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">DescribeStreamConsumer</a>
 */
public record DescribeStreamConsumerRequest(
        @Nullable String streamArn,
        @Nullable String consumerName,
        @Nullable String consumerArn) implements KinesisRequest, ConsumerAddressed {
    static DescribeStreamConsumerRequest read(WireReader in) {
        String streamArn = null;
        String consumerName = null;
        String consumerArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case CONSUMER_NAME -> consumerName = in.string();
                case CONSUMER_ARN -> consumerArn = in.string();
                default -> in.skip();
            }
        }
        return new DescribeStreamConsumerRequest(streamArn, consumerName, consumerArn);
    }

    @Override
    public Operation operation() {
        return Operation.DESCRIBE_STREAM_CONSUMER;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn)
                .with("consumerName", consumerName)
                .with("consumerARN", consumerArn);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.text(CONSUMER_NAME, consumerName, TextRule.NAME);
        constraints.text(CONSUMER_ARN, consumerArn, TextRule.CONSUMER_ARN);
    }
}
