package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.EXCLUSIVE_START_SHARD_ID;
import static dev.millrace.protocol.wire.Member.MAX_RESULTS;
import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;
import static dev.millrace.protocol.wire.Member.SHARD_FILTER;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lists shards of a stream, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 */
public record ListShardsRequest(
        @Nullable String streamName,
        @Nullable String nextToken,
        @Nullable String exclusiveStartShardId,
        @Nullable Integer maxResults,
        @Nullable Instant streamCreationTimestamp,
        @Nullable ShardFilter shardFilter,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed, TokenAddressed {
    static ListShardsRequest read(WireReader in) {
        String streamName = null;
        String nextToken = null;
        String exclusiveStartShardId = null;
        Integer maxResults = null;
        Instant streamCreationTimestamp = null;
        ShardFilter shardFilter = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case NEXT_TOKEN -> nextToken = in.string();
                case EXCLUSIVE_START_SHARD_ID -> exclusiveStartShardId = in.string();
                case MAX_RESULTS -> maxResults = in.integer();
                case STREAM_CREATION_TIMESTAMP -> streamCreationTimestamp = in.timestamp();
                case SHARD_FILTER -> shardFilter = ShardFilter.read(in);
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new ListShardsRequest(
                streamName,
                nextToken,
                exclusiveStartShardId,
                maxResults,
                streamCreationTimestamp,
                shardFilter,
                streamArn);
    }

    /** One that names a stream besides is refused from any sender. */
    @Override
    public @Nullable StreamToken streamToken() {
        return nextToken == null || streamName != null || streamArn != null
                ? null
                : new StreamToken(StreamToken.Kind.SHARD_LIST, nextToken);
    }

    @Override
    public Operation operation() {
        return Operation.LIST_SHARDS;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("exclusiveStartShardId", exclusiveStartShardId)
                .with("maxResults", maxResults)
                .with("streamCreationTimestamp", streamCreationTimestamp)
                .with("shardFilter", shardFilter == null ? null : shardFilter.audited());
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.text(NEXT_TOKEN, nextToken, TextRule.NEXT_TOKEN);
        constraints.text(EXCLUSIVE_START_SHARD_ID, exclusiveStartShardId, TextRule.NAME);
        constraints.number(MAX_RESULTS, maxResults, 1, 10000);
        constraints.structure(SHARD_FILTER, shardFilter, ShardFilter::check);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
