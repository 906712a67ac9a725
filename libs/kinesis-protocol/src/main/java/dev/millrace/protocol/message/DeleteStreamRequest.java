package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a stream and all its records.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
 */
public record DeleteStreamRequest(
        @Nullable String streamName,
        @Nullable Boolean enforceConsumerDeletion,
        @Nullable String streamArn) implements KinesisRequest, StreamAddressed {
    static DeleteStreamRequest read(WireReader in) {
        String streamName = null;
        Boolean enforceConsumerDeletion = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case ENFORCE_CONSUMER_DELETION -> enforceConsumerDeletion = in.bool();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new DeleteStreamRequest(streamName, enforceConsumerDeletion, streamArn);
    }

    @Override
    public Operation operation() {
        return Operation.DELETE_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("enforceConsumerDeletion", enforceConsumerDeletion);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
