package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.NEW_STARTING_HASH_KEY;
import static dev.millrace.protocol.wire.Member.SHARD_TO_SPLIT;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Splits a shard in two.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a>
 */
public record SplitShardRequest(
        @Nullable String streamName,
        @Nullable String shardToSplit,
        @Nullable String newStartingHashKey,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static SplitShardRequest read(WireReader in) {
        String streamName = null;
        String shardToSplit = null;
        String newStartingHashKey = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case SHARD_TO_SPLIT -> shardToSplit = in.string();
                case NEW_STARTING_HASH_KEY -> newStartingHashKey = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new SplitShardRequest(streamName, shardToSplit, newStartingHashKey, streamArn);
    }

    @Override
    public String shardToSplit() {
        return Required.checked(shardToSplit);
    }

    @Override
    public String newStartingHashKey() {
        return Required.checked(newStartingHashKey);
    }

    @Override
    public Operation operation() {
        return Operation.SPLIT_SHARD;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("shardToSplit", shardToSplit)
                .with("newStartingHashKey", newStartingHashKey);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(SHARD_TO_SPLIT, shardToSplit);
        constraints.text(SHARD_TO_SPLIT, shardToSplit, TextRule.NAME);
        constraints.required(NEW_STARTING_HASH_KEY, newStartingHashKey);
        constraints.text(NEW_STARTING_HASH_KEY, newStartingHashKey, TextRule.HASH_KEY);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
