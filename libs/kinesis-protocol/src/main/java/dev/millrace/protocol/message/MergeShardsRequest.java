package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ADJACENT_SHARD_TO_MERGE;
import static dev.millrace.protocol.wire.Member.SHARD_TO_MERGE;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Merges two adjacent shards into one.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
 */
public record MergeShardsRequest(
        @Nullable String streamName,
        @Nullable String shardToMerge,
        @Nullable String adjacentShardToMerge,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static MergeShardsRequest read(WireReader in) {
        String streamName = null;
        String shardToMerge = null;
        String adjacentShardToMerge = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case SHARD_TO_MERGE -> shardToMerge = in.string();
                case ADJACENT_SHARD_TO_MERGE -> adjacentShardToMerge = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new MergeShardsRequest(streamName, shardToMerge, adjacentShardToMerge, streamArn);
    }

    @Override
    public String shardToMerge() {
        return Required.checked(shardToMerge);
    }

    @Override
    public String adjacentShardToMerge() {
        return Required.checked(adjacentShardToMerge);
    }

    @Override
    public Operation operation() {
        return Operation.MERGE_SHARDS;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("shardToMerge", shardToMerge)
                .with("adjacentShardToMerge", adjacentShardToMerge);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(SHARD_TO_MERGE, shardToMerge);
        constraints.text(SHARD_TO_MERGE, shardToMerge, TextRule.NAME);
        constraints.required(ADJACENT_SHARD_TO_MERGE, adjacentShardToMerge);
        constraints.text(ADJACENT_SHARD_TO_MERGE, adjacentShardToMerge, TextRule.NAME);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
