package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.EXCLUSIVE_START_STREAM_NAME;
import static dev.millrace.protocol.wire.Member.LIMIT;
import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Lists the streams of the account, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
public record ListStreamsRequest(
        @Nullable Integer limit,
        @Nullable String exclusiveStartStreamName,
        @Nullable String nextToken) implements KinesisRequest {
    static ListStreamsRequest read(WireReader in) {
        Integer limit = null;
        String exclusiveStartStreamName = null;
        String nextToken = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case LIMIT -> limit = in.integer();
                case EXCLUSIVE_START_STREAM_NAME -> exclusiveStartStreamName = in.string();
                case NEXT_TOKEN -> nextToken = in.string();
                default -> in.skip();
            }
        }
        return new ListStreamsRequest(limit, exclusiveStartStreamName, nextToken);
    }

    @Override
    public Operation operation() {
        return Operation.LIST_STREAMS;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("limit", limit).with("exclusiveStartStreamName", exclusiveStartStreamName);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.number(LIMIT, limit, 1, 10000);
        constraints.text(EXCLUSIVE_START_STREAM_NAME, exclusiveStartStreamName, TextRule.NAME);
        constraints.text(NEXT_TOKEN, nextToken, TextRule.NEXT_TOKEN);
    }
}
