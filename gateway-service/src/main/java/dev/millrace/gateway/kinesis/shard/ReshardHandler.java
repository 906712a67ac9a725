package dev.millrace.gateway.kinesis.shard;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
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
import java.util.List;
import reactor.core.publisher.Mono;

/** Splits, merges and scales streams. The answer comes when it is certain to happen; the stream is in UPDATING until it has. */
final class ReshardHandler implements OperationSubject {
    private final Streams streams;
    private final ReshardingCalls resharding;

    ReshardHandler(Streams streams, ReshardingCalls resharding) {
        this.streams = streams;
        this.resharding = resharding;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.MERGE_SHARDS, MergeShardsRequest.class, this::merge),
                new OperationHandler<>(Operation.SPLIT_SHARD, SplitShardRequest.class, this::split),
                new OperationHandler<>(Operation.UPDATE_SHARD_COUNT, UpdateShardCountRequest.class, this::updateCount));
    }

    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a> */
    Mono<KinesisResponse> split(SplitShardRequest request) {
        StreamName name = streams.nameOf(request);
        ShardId shard = streams.shardId(request.shardToSplit(), name);
        return resharding
                .split(name, shard.toString(), request.newStartingHashKey())
                .thenReturn(KinesisResponse.NONE);
    }

    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a> */
    Mono<KinesisResponse> merge(MergeShardsRequest request) {
        StreamName name = streams.nameOf(request);
        ShardId shard = streams.shardId(request.shardToMerge(), name);
        ShardId adjacent = streams.shardId(request.adjacentShardToMerge(), name);
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
        int target = request.targetShardCount();
        return resharding
                .updateCount(name, target)
                .map(before -> new UpdateShardCountResponse(streams.arnOf(name), before, target));
    }
}
