package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.streams.ReshardingCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.MergeShardsRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.SplitShardRequest;
import dev.millrace.protocol.message.UpdateShardCountRequest;
import dev.millrace.protocol.message.UpdateShardCountResponse;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** Splits, merges and scales streams. The answer comes when it is certain to happen; the stream is in UPDATING until it has. */
final class ReshardHandler {
    private final Streams streams;
    private final ReshardingCalls resharding;
    private final CallLimits limits;

    ReshardHandler(Streams streams, ReshardingCalls resharding, CallLimits limits) {
        this.streams = streams;
        this.resharding = resharding;
        this.limits = limits;
    }

    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a> */
    Mono<KinesisResponse> split(SplitShardRequest request) {
        StreamName name = streams.nameOf(request);
        ShardId shard = streams.shardId(request.shardToSplit(), name);
        limits.take(Operation.SPLIT_SHARD, name);
        return resharding
                .split(name, shard.toString(), request.newStartingHashKey())
                .thenReturn(KinesisResponse.NONE);
    }

    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a> */
    Mono<KinesisResponse> merge(MergeShardsRequest request) {
        StreamName name = streams.nameOf(request);
        ShardId shard = streams.shardId(request.shardToMerge(), name);
        ShardId adjacent = streams.shardId(request.adjacentShardToMerge(), name);
        limits.take(Operation.MERGE_SHARDS, name);
        return resharding.merge(name, shard.toString(), adjacent.toString()).thenReturn(KinesisResponse.NONE);
    }

    /**
     * Scales to a number of shards with equal hash key ranges.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
     */
    Mono<KinesisResponse> updateCount(UpdateShardCountRequest request) {
        StreamName name = streams.nameOf(request);
        limits.take(Operation.UPDATE_SHARD_COUNT, name);
        int target = request.targetShardCount();
        return resharding
                .updateCount(name, target)
                .map(before -> new UpdateShardCountResponse(streams.arnOf(name), before, target));
    }
}
