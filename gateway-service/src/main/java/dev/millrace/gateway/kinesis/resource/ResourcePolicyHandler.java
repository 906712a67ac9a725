package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.protocol.message.DeleteResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.PutResourcePolicyRequest;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Keeps the policy of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteResourcePolicy.html">DeleteResourcePolicy</a>
 */
final class ResourcePolicyHandler implements OperationSubject {
    private static final String NO_POLICY = "{}";

    private final TaggedResources resources;

    ResourcePolicyHandler(TaggedResources resources) {
        this.resources = resources;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.DELETE_RESOURCE_POLICY, DeleteResourcePolicyRequest.class, this::delete),
                new OperationHandler<>(Operation.GET_RESOURCE_POLICY, GetResourcePolicyRequest.class, this::get),
                new OperationHandler<>(Operation.PUT_RESOURCE_POLICY, PutResourcePolicyRequest.class, this::put));
    }

    Mono<KinesisResponse> put(PutResourcePolicyRequest request) {
        return resources.of(request.resourceArn()).putPolicy(request.policy()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> get(GetResourcePolicyRequest request) {
        return resources
                .of(request.resourceArn())
                .policy()
                .map(policy -> new GetResourcePolicyResponse(policy.orElse(NO_POLICY)));
    }

    Mono<KinesisResponse> delete(DeleteResourcePolicyRequest request) {
        return resources.of(request.resourceArn()).deletePolicy().thenReturn(KinesisResponse.NONE);
    }
}
