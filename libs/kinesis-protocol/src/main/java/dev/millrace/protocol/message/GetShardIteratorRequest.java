package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SHARD_ID;
import static dev.millrace.protocol.wire.Member.SHARD_ITERATOR_TYPE;
import static dev.millrace.protocol.wire.Member.STARTING_SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an iterator that stands at a position of a shard.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
public record GetShardIteratorRequest(
        @Nullable String streamName,
        @Nullable String shardId,
        @Nullable String shardIteratorType,
        @Nullable String startingSequenceNumber,
        @Nullable Instant timestamp,
        @Nullable String streamArn,
        @Nullable Boolean dryRun)
        implements KinesisRequest, DryRunnable, StreamAddressed {
    /** A request that is no trial. */
    public GetShardIteratorRequest(
            @Nullable String streamName,
            @Nullable String shardId,
            @Nullable String shardIteratorType,
            @Nullable String startingSequenceNumber,
            @Nullable Instant timestamp,
            @Nullable String streamArn) {
        this(streamName, shardId, shardIteratorType, startingSequenceNumber, timestamp, streamArn, null);
    }

    static GetShardIteratorRequest read(WireReader in) {
        String streamName = null;
        String shardId = null;
        String shardIteratorType = null;
        String startingSequenceNumber = null;
        Instant timestamp = null;
        String streamArn = null;
        Boolean dryRun = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case SHARD_ID -> shardId = in.string();
                case SHARD_ITERATOR_TYPE -> shardIteratorType = in.string();
                case STARTING_SEQUENCE_NUMBER -> startingSequenceNumber = in.string();
                case TIMESTAMP -> timestamp = in.timestamp();
                case STREAM_ARN -> streamArn = in.string();
                case DRY_RUN -> dryRun = in.bool();
                default -> in.skip();
            }
        }
        return new GetShardIteratorRequest(
                streamName, shardId, shardIteratorType, startingSequenceNumber, timestamp, streamArn, dryRun);
    }

    @Override
    public String shardId() {
        return Required.checked(shardId);
    }

    @Override
    public String shardIteratorType() {
        return Required.checked(shardIteratorType);
    }

    /** The type of a request that was validated. */
    public ShardIteratorType iteratorType() {
        return ShardIteratorType.valueOf(shardIteratorType());
    }

    @Override
    public Operation operation() {
        return Operation.GET_SHARD_ITERATOR;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("shardId", shardId)
                .with("shardIteratorType", shardIteratorType)
                .with("startingSequenceNumber", startingSequenceNumber)
                .with("timestamp", timestamp);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(SHARD_ID, shardId);
        constraints.text(SHARD_ID, shardId, TextRule.NAME);
        constraints.required(SHARD_ITERATOR_TYPE, shardIteratorType);
        constraints.oneOf(SHARD_ITERATOR_TYPE, shardIteratorType, ShardIteratorType.NAMES);
        constraints.text(STARTING_SEQUENCE_NUMBER, startingSequenceNumber, TextRule.SEQUENCE_NUMBER);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
