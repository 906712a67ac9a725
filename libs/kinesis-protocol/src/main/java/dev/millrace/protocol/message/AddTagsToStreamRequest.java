package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.TAGS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds or overwrites tags of a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html">AddTagsToStream</a>
 */
public record AddTagsToStreamRequest(
        @Nullable String streamName,
        @Nullable Map<String, String> tags,
        @Nullable String streamArn) implements KinesisRequest, StreamAddressed, TagSetting {
    static AddTagsToStreamRequest read(WireReader in) {
        String streamName = null;
        Map<String, String> tags = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case TAGS -> tags = in.stringMap();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new AddTagsToStreamRequest(streamName, tags, streamArn);
    }

    @Override
    public Map<String, String> tags() {
        return Required.checked(tags);
    }

    @Override
    public Operation operation() {
        return Operation.ADD_TAGS_TO_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("tags", tags);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(TAGS, tags);
        constraints.map(TAGS, tags, 1, 200, TextRule.TAG_KEY, TextRule.TAG_VALUE);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
