package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.protocol.message.DeleteResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.PutResourcePolicyRequest;
import reactor.core.publisher.Mono;

/**
 * Keeps the policy of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteResourcePolicy.html">DeleteResourcePolicy</a>
 */
final class ResourcePolicyHandler {
    private static final String NO_POLICY = "{}";

    private final TaggedResources resources;
    private final CallLimits limits;

    ResourcePolicyHandler(TaggedResources resources, CallLimits limits) {
        this.resources = resources;
        this.limits = limits;
    }

    Mono<KinesisResponse> put(PutResourcePolicyRequest request) {
        limits.take(Operation.PUT_RESOURCE_POLICY);
        return resources.of(request.resourceArn()).putPolicy(request.policy()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> get(GetResourcePolicyRequest request) {
        limits.take(Operation.GET_RESOURCE_POLICY);
        return resources
                .of(request.resourceArn())
                .policy()
                .map(policy -> new GetResourcePolicyResponse(policy.orElse(NO_POLICY)));
    }

    Mono<KinesisResponse> delete(DeleteResourcePolicyRequest request) {
        limits.take(Operation.DELETE_RESOURCE_POLICY);
        return resources.of(request.resourceArn()).deletePolicy().thenReturn(KinesisResponse.NONE);
    }
}
