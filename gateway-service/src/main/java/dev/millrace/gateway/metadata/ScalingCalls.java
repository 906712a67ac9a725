package dev.millrace.gateway.metadata;

import dev.millrace.internal.metadata.v1.DeleteScalingPolicyReply;
import dev.millrace.internal.metadata.v1.DeleteScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.GetScalingPolicyReply;
import dev.millrace.internal.metadata.v1.GetScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.PutScalingPolicyReply;
import dev.millrace.internal.metadata.v1.PutScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.ScalingGrpc;
import dev.millrace.internal.metadata.v1.ScalingGrpc.ScalingStub;
import dev.millrace.stream.StreamName;
import io.grpc.Channel;
import java.time.Duration;
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
                .map(reply -> reply.hasPolicy() ? Optional.of(toPolicy(reply.getPolicy())) : Optional.empty());
    }

    public Mono<Void> put(StreamName stream, ScalingPolicy policy) {
        PutScalingPolicyRequest request = PutScalingPolicyRequest.newBuilder()
                .setStreamName(stream.value())
                .setPolicy(toMessage(policy))
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

    private static ScalingPolicy toPolicy(dev.millrace.internal.metadata.v1.ScalingPolicy message) {
        return new ScalingPolicy(
                message.getScaleUpAbove(),
                message.getScaleDownBelow(),
                Duration.ofSeconds(message.getUpAfterSeconds()),
                Duration.ofSeconds(message.getDownAfterSeconds()),
                Duration.ofSeconds(message.getCoolOffSeconds()),
                message.getMinShards(),
                message.getMaxShards());
    }

    private static dev.millrace.internal.metadata.v1.ScalingPolicy toMessage(ScalingPolicy policy) {
        return dev.millrace.internal.metadata.v1.ScalingPolicy.newBuilder()
                .setScaleUpAbove(policy.scaleUpAbove())
                .setScaleDownBelow(policy.scaleDownBelow())
                .setUpAfterSeconds(policy.upAfter().toSeconds())
                .setDownAfterSeconds(policy.downAfter().toSeconds())
                .setCoolOffSeconds(policy.coolOff().toSeconds())
                .setMinShards(policy.minShards())
                .setMaxShards(policy.maxShards())
                .build();
    }
}
