package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.EXCLUSIVE_START_TAG_KEY;
import static dev.millrace.protocol.wire.Member.LIMIT;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tags of a stream, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html">ListTagsForStream</a>
 */
public record ListTagsForStreamRequest(
        @Nullable String streamName,
        @Nullable String exclusiveStartTagKey,
        @Nullable Integer limit,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static ListTagsForStreamRequest read(WireReader in) {
        String streamName = null;
        String exclusiveStartTagKey = null;
        Integer limit = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case EXCLUSIVE_START_TAG_KEY -> exclusiveStartTagKey = in.string();
                case LIMIT -> limit = in.integer();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new ListTagsForStreamRequest(streamName, exclusiveStartTagKey, limit, streamArn);
    }

    @Override
    public Operation operation() {
        return Operation.LIST_TAGS_FOR_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("exclusiveStartTagKey", exclusiveStartTagKey)
                .with("limit", limit);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.text(EXCLUSIVE_START_TAG_KEY, exclusiveStartTagKey, TextRule.TAG_KEY);
        constraints.number(LIMIT, limit, 1, 50);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
