package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.LIMIT;
import static dev.millrace.protocol.wire.Member.SHARD_ITERATOR;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from where a shard iterator stands.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>
 */
public record GetRecordsRequest(
        @Nullable String shardIterator,
        @Nullable Integer limit,
        @Nullable String streamArn,
        @Nullable Boolean dryRun) implements KinesisRequest, DryRunnable, StreamAddressed, TokenAddressed {
    /** A request that is no trial. */
    public GetRecordsRequest(@Nullable String shardIterator, @Nullable Integer limit, @Nullable String streamArn) {
        this(shardIterator, limit, streamArn, null);
    }

    static GetRecordsRequest read(WireReader in) {
        String shardIterator = null;
        Integer limit = null;
        String streamArn = null;
        Boolean dryRun = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case SHARD_ITERATOR -> shardIterator = in.string();
                case LIMIT -> limit = in.integer();
                case STREAM_ARN -> streamArn = in.string();
                case DRY_RUN -> dryRun = in.bool();
                default -> in.skip();
            }
        }
        return new GetRecordsRequest(shardIterator, limit, streamArn, dryRun);
    }

    @Override
    public String shardIterator() {
        return Required.checked(shardIterator);
    }

    @Override
    public StreamToken streamToken() {
        return new StreamToken(StreamToken.Kind.SHARD_ITERATOR, shardIterator());
    }

    @Override
    public Operation operation() {
        return Operation.GET_RECORDS;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("streamARN", streamArn).with("limit", limit);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(SHARD_ITERATOR, shardIterator);
        constraints.text(SHARD_ITERATOR, shardIterator, TextRule.SHARD_ITERATOR);
        constraints.number(LIMIT, limit, 1, 10000);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
