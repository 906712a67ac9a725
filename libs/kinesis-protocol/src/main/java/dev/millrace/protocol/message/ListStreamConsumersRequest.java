package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.MAX_RESULTS;
import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lists the consumers of a stream, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">ListStreamConsumers</a>
 */
public record ListStreamConsumersRequest(
        @Nullable String streamArn,
        @Nullable String nextToken,
        @Nullable Integer maxResults,
        @Nullable Instant streamCreationTimestamp)
        implements KinesisRequest, StreamAddressed {
    static ListStreamConsumersRequest read(WireReader in) {
        String streamArn = null;
        String nextToken = null;
        Integer maxResults = null;
        Instant streamCreationTimestamp = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case NEXT_TOKEN -> nextToken = in.string();
                case MAX_RESULTS -> maxResults = in.integer();
                case STREAM_CREATION_TIMESTAMP -> streamCreationTimestamp = in.timestamp();
                default -> in.skip();
            }
        }
        return new ListStreamConsumersRequest(streamArn, nextToken, maxResults, streamCreationTimestamp);
    }

    @Override
    public String streamArn() {
        return Required.checked(streamArn);
    }

    @Override
    public Operation operation() {
        return Operation.LIST_STREAM_CONSUMERS;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn)
                .with("maxResults", maxResults)
                .with("streamCreationTimestamp", streamCreationTimestamp);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(STREAM_ARN, streamArn);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.text(NEXT_TOKEN, nextToken, TextRule.NEXT_TOKEN);
        constraints.number(MAX_RESULTS, maxResults, 1, 10000);
    }
}
