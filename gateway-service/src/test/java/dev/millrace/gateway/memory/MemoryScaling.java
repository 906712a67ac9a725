package dev.millrace.gateway.memory;

import dev.millrace.internal.metadata.v1.DeleteScalingPolicyReply;
import dev.millrace.internal.metadata.v1.DeleteScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.GetScalingPolicyReply;
import dev.millrace.internal.metadata.v1.GetScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.PutScalingPolicyReply;
import dev.millrace.internal.metadata.v1.PutScalingPolicyRequest;
import dev.millrace.internal.metadata.v1.ScalingGrpc.ScalingImplBase;
import dev.millrace.internal.metadata.v1.ScalingPolicy;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scaling policies of streams in memory; nothing scales by them. */
final class MemoryScaling extends ScalingImplBase {
    private final Map<String, ScalingPolicy> policies = new ConcurrentHashMap<>();

    @Override
    public void getScalingPolicy(GetScalingPolicyRequest request, StreamObserver<GetScalingPolicyReply> answer) {
        GetScalingPolicyReply.Builder reply = GetScalingPolicyReply.newBuilder();
        ScalingPolicy policy = policies.get(request.getStreamName());
        if (policy != null) {
            reply.setPolicy(policy);
        }
        answer.onNext(reply.build());
        answer.onCompleted();
    }

    @Override
    public void putScalingPolicy(PutScalingPolicyRequest request, StreamObserver<PutScalingPolicyReply> answer) {
        policies.put(request.getStreamName(), request.getPolicy());
        answer.onNext(PutScalingPolicyReply.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void deleteScalingPolicy(
            DeleteScalingPolicyRequest request, StreamObserver<DeleteScalingPolicyReply> answer) {
        policies.remove(request.getStreamName());
        answer.onNext(DeleteScalingPolicyReply.getDefaultInstance());
        answer.onCompleted();
    }
}
