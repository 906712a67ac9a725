package dev.millrace.gateway.streams;

import dev.millrace.internal.metadata.v1.MergeShardsRequest;
import dev.millrace.internal.metadata.v1.ReshardReply;
import dev.millrace.internal.metadata.v1.ReshardingGrpc;
import dev.millrace.internal.metadata.v1.ReshardingGrpc.ReshardingStub;
import dev.millrace.internal.metadata.v1.SplitShardRequest;
import dev.millrace.internal.metadata.v1.UpdateShardCountRequest;
import dev.millrace.stream.StreamName;
import io.grpc.Channel;
import reactor.core.publisher.Mono;

/** Calls that reshard a stream. Each is answered when the plan is stored, before it is carried through. */
public final class ReshardingCalls {
    private final ReshardingStub resharding;
    private final MetadataCalls calls;

    public ReshardingCalls(Channel metadataService, MetadataCalls calls) {
        this.resharding = ReshardingGrpc.newStub(metadataService);
        this.calls = calls;
    }

    /** @param newStartingHashKey decimal */
    public Mono<Void> split(StreamName stream, String shardId, String newStartingHashKey) {
        SplitShardRequest request = SplitShardRequest.newBuilder()
                .setStreamName(stream.value())
                .setShardId(shardId)
                .setNewStartingHashKey(newStartingHashKey)
                .build();
        return calls.<ReshardingStub, SplitShardRequest, ReshardReply>make(
                        resharding, stub -> stub::splitShard, request)
                .then();
    }

    public Mono<Void> merge(StreamName stream, String shardId, String adjacentShardId) {
        MergeShardsRequest request = MergeShardsRequest.newBuilder()
                .setStreamName(stream.value())
                .setShardId(shardId)
                .setAdjacentShardId(adjacentShardId)
                .build();
        return calls.<ReshardingStub, MergeShardsRequest, ReshardReply>make(
                        resharding, stub -> stub::mergeShards, request)
                .then();
    }

    /** The number of open shards before. */
    public Mono<Integer> updateCount(StreamName stream, int target) {
        UpdateShardCountRequest request = UpdateShardCountRequest.newBuilder()
                .setStreamName(stream.value())
                .setTargetShardCount(target)
                .build();
        return calls.<ReshardingStub, UpdateShardCountRequest, ReshardReply>make(
                        resharding, stub -> stub::updateShardCount, request)
                .map(ReshardReply::getOpenShardCount);
    }
}
