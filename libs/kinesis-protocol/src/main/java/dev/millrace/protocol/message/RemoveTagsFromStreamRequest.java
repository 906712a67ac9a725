package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.TAG_KEYS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes tags from a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html">RemoveTagsFromStream</a>
 */
public record RemoveTagsFromStreamRequest(
        @Nullable String streamName,
        @Nullable List<String> tagKeys,
        @Nullable String streamArn) implements KinesisRequest, StreamAddressed, TagRemoving {
    static RemoveTagsFromStreamRequest read(WireReader in) {
        String streamName = null;
        List<String> tagKeys = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case TAG_KEYS -> tagKeys = in.strings();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new RemoveTagsFromStreamRequest(streamName, tagKeys, streamArn);
    }

    @Override
    public List<String> tagKeys() {
        return Required.checked(tagKeys);
    }

    @Override
    public Operation operation() {
        return Operation.REMOVE_TAGS_FROM_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("tagKeys", tagKeys);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(TAG_KEYS, tagKeys);
        constraints.size(TAG_KEYS, tagKeys, 1, 50);
        constraints.eachText(TAG_KEYS, tagKeys, TextRule.TAG_KEY);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
