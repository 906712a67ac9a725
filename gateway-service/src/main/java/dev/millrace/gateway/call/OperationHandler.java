package dev.millrace.gateway.call;

import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What performs one operation.
 *
 * @param request the class of its requests
 * @param call performs it for a request that is valid, of a caller that may
 */
public record OperationHandler<Q extends KinesisRequest>(
        Operation operation, Class<Q> request, Function<Q, Mono<KinesisResponse>> call) {
    Mono<KinesisResponse> perform(KinesisRequest asked) {
        return call.apply(request.cast(asked));
    }
}
