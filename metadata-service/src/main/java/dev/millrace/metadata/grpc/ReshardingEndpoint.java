package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.v1.MergeShardsRequest;
import dev.millrace.internal.metadata.v1.ReshardReply;
import dev.millrace.internal.metadata.v1.ReshardingGrpc.ReshardingImplBase;
import dev.millrace.internal.metadata.v1.SplitShardRequest;
import dev.millrace.internal.metadata.v1.UpdateShardCountRequest;
import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.stream.UpdatedStream;
import dev.millrace.service.Answers;
import io.grpc.stub.StreamObserver;
import reactor.core.publisher.Mono;

/** The service {@code Resharding}: messages in and out, nothing else. */
public final class ReshardingEndpoint extends ReshardingImplBase {
    private final Resharding resharding;

    public ReshardingEndpoint(Resharding resharding) {
        this.resharding = resharding;
    }

    @Override
    public void splitShard(SplitShardRequest request, StreamObserver<ReshardReply> answer) {
        Mono<UpdatedStream> updated = Mono.defer(() -> resharding.split(
                CatalogRequests.streamName(request.getStreamName()),
                request.getShardId(),
                request.getNewStartingHashKey()));
        Answers.send(updated.map(ReshardingEndpoint::toReply), answer);
    }

    @Override
    public void mergeShards(MergeShardsRequest request, StreamObserver<ReshardReply> answer) {
        Mono<UpdatedStream> updated = Mono.defer(() -> resharding.merge(
                CatalogRequests.streamName(request.getStreamName()),
                request.getShardId(),
                request.getAdjacentShardId()));
        Answers.send(updated.map(ReshardingEndpoint::toReply), answer);
    }

    @Override
    public void updateShardCount(UpdateShardCountRequest request, StreamObserver<ReshardReply> answer) {
        Mono<UpdatedStream> updated = Mono.defer(() -> resharding.updateCount(
                CatalogRequests.streamName(request.getStreamName()), request.getTargetShardCount()));
        Answers.send(updated.map(ReshardingEndpoint::toReply), answer);
    }

    private static ReshardReply toReply(UpdatedStream updated) {
        return ReshardReply.newBuilder()
                .setOpenShardCount(updated.before().shards().openCount())
                .build();
    }
}
