package dev.millrace.gateway.call;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.protocol.operation.Operation;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The one way to an operation's handler, for every face: authorization, then types, then constraints, in AWS's order. So
 * no face can do what another would refuse, and both refuse it in the same words.
 */
public final class OperationCalls {
    private final Authorizer authorizer;
    private final OperationHandlers<Mono<KinesisResponse>> operations;
    private final CallMetrics metrics;

    OperationCalls(Authorizer authorizer, OperationHandlers<Mono<KinesisResponse>> operations, CallMetrics metrics) {
        this.authorizer = authorizer;
        this.operations = operations;
        this.metrics = metrics;
    }

    /**
     * Performs an operation for a caller whose signature was verified.
     *
     * @param input the request, or a SerializationException for a value of the wrong type, which the caller may only learn
     *     of after it was authorized
     * @return an error if the caller may not, or the request is not valid
     */
    public Mono<KinesisResponse> perform(Requester requester, Operation operation, Supplier<KinesisRequest> input) {
        KinesisRequest request;
        try {
            request = input.get();
        } catch (KinesisException unreadable) {
            return authorizer.authorizeUnread(requester, operation).then(Mono.error(unreadable));
        }
        return authorizer.authorize(requester, operation, request).then(Mono.defer(() -> {
            request.validate();
            return request.accept(operations);
        }));
    }

    /** The same for a request that a face has built itself: nothing is thrown, each subscription is a call, and measured. */
    public Mono<KinesisResponse> perform(Face face, Requester requester, KinesisRequest request) {
        return measured(face, request.operation(), () -> perform(requester, request.operation(), () -> request));
    }

    /**
     * Makes a call that is not an operation of the API but comes to the same as one.
     *
     * @param operation the one that the caller must be allowed
     * @param names a request that names what it is done to
     */
    public <T> Mono<T> performAs(
            Face face, Requester requester, Operation operation, KinesisRequest names, Supplier<Mono<T>> call) {
        return measured(
                face,
                operation,
                () -> authorizer.authorize(requester, operation, names).then(Mono.defer(call)));
    }

    private <T> Mono<T> measured(Face face, Operation operation, Supplier<Mono<T>> call) {
        return Mono.defer(() -> {
            long startNanos = System.nanoTime();
            Optional<Operation> measured = Optional.of(operation);
            return Mono.defer(call)
                    .onErrorMap(Failures::toError)
                    .doOnSuccess(done -> metrics.record(face, measured, null, System.nanoTime() - startNanos))
                    .doOnError(
                            KinesisException.class,
                            error -> metrics.record(
                                    face, measured, error.type().wireName(), System.nanoTime() - startNanos));
        });
    }
}
