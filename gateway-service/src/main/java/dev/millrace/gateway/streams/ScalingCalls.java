package dev.millrace.gateway.streams;

import dev.millrace.internal.metadata.v1.DeleteScalingPolicyReply;
import dev.millrace.internal.metadata.v1.DeleteScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.GetScalingPolicyReply;
import dev.millrace.internal.metadata.v1.GetScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.PutScalingPolicyReply;
import dev.millrace.internal.metadata.v1.PutScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.ScalingGrpc;
import dev.millrace.internal.metadata.v1.ScalingGrpc.ScalingStub;
import dev.millrace.internal.metadata.v1.ScalingPolicy;
import dev.millrace.stream.StreamName;
import io.grpc.Channel;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Calls about the scaling policies of streams. */
public final class ScalingCalls {
    private final ScalingStub scaling;
    private final MetadataCalls calls;

    public ScalingCalls(Channel metadataService, MetadataCalls calls) {
        this.scaling = ScalingGrpc.newStub(metadataService);
        this.calls = calls;
    }

    /** The policy, if the stream has one. */
    public Mono<Optional<ScalingPolicy>> find(StreamName stream) {
        GetScalingPolicyRequest request = GetScalingPolicyRequest.newBuilder()
                .setStreamName(stream.value())
                .build();
        return calls.<ScalingStub, GetScalingPolicyRequest, GetScalingPolicyReply>make(
                        scaling, stub -> stub::getScalingPolicy, request)
                .map(reply -> reply.hasPolicy() ? Optional.of(reply.getPolicy()) : Optional.empty());
    }

    /** Whether the policy makes sense is for the metadata service to say. */
    public Mono<Void> put(StreamName stream, ScalingPolicy policy) {
        PutScalingPolicyRequest request = PutScalingPolicyRequest.newBuilder()
                .setStreamName(stream.value())
                .setPolicy(policy)
                .build();
        return calls.<ScalingStub, PutScalingPolicyRequest, PutScalingPolicyReply>make(
                        scaling, stub -> stub::putScalingPolicy, request)
                .then();
    }

    public Mono<Void> delete(StreamName stream) {
        DeleteScalingPolicyRequest request = DeleteScalingPolicyRequest.newBuilder()
                .setStreamName(stream.value())
                .build();
        return calls.<ScalingStub, DeleteScalingPolicyRequest, DeleteScalingPolicyReply>make(
                        scaling, stub -> stub::deleteScalingPolicy, request)
                .then();
    }
}
