package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_NAME;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.TAGS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registers a consumer with a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
public record RegisterStreamConsumerRequest(
        @Nullable String streamArn,
        @Nullable String consumerName,
        @Nullable Map<String, String> tags) implements KinesisRequest, StreamAddressed, TagSetting {
    static RegisterStreamConsumerRequest read(WireReader in) {
        String streamArn = null;
        String consumerName = null;
        Map<String, String> tags = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case CONSUMER_NAME -> consumerName = in.string();
                case TAGS -> tags = in.stringMap();
                default -> in.skip();
            }
        }
        return new RegisterStreamConsumerRequest(streamArn, consumerName, tags);
    }

    @Override
    public String streamArn() {
        return Required.checked(streamArn);
    }

    @Override
    public String consumerName() {
        return Required.checked(consumerName);
    }

    @Override
    public Operation operation() {
        return Operation.REGISTER_STREAM_CONSUMER;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn)
                .with("consumerName", consumerName)
                .with("tags", tags);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(STREAM_ARN, streamArn);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.required(CONSUMER_NAME, consumerName);
        constraints.text(CONSUMER_NAME, consumerName, TextRule.NAME);
        constraints.map(TAGS, tags, 1, 200, TextRule.TAG_KEY, TextRule.TAG_VALUE);
    }
}
