package dev.millrace.gateway.call;

import dev.millrace.gateway.access.Authorizer;
import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.ErrorTexts;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.caller.CurrentCaller;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.OperationHandlers;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one way to an operation's handler, for every face: authorization, then types, then constraints, in AWS's order. So
 * no face can do what another would refuse, and both refuse it in the same words.
 */
public final class OperationCalls {
    private final Authorizer authorizer;
    private final OperationHandlers<Mono<KinesisResponse>> operations;
    private final CallMetrics metrics;
    private final AuditTrail audit;

    OperationCalls(
            Authorizer authorizer,
            OperationHandlers<Mono<KinesisResponse>> operations,
            CallMetrics metrics,
            AuditTrail audit) {
        this.authorizer = authorizer;
        this.operations = operations;
        this.metrics = metrics;
        this.audit = audit;
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
        return authorizer
                .authorize(requester, operation, request)
                .then(Mono.defer(() -> {
                    request.validate();
                    return operations.perform(request);
                }))
                .contextWrite(context -> CurrentCaller.with(context, requester));
    }

    /**
     * The same for a request that a face has built itself: nothing is thrown, each subscription is a call, measured and
     * recorded.
     */
    public Mono<KinesisResponse> perform(Face face, Requester requester, KinesisRequest request) {
        Operation operation = request.operation();
        return recorded(
                face,
                requester,
                operation,
                request,
                call -> perform(requester, operation, () -> request).doOnNext(call::answers));
    }

    /**
     * Makes a call that is not an operation of the API but comes to the same as one.
     *
     * @param operation the one that the caller must be allowed
     * @param names a request that names what it is done to
     */
    public <T> Mono<T> performAs(
            Face face, Requester requester, Operation operation, KinesisRequest names, Supplier<Mono<T>> call) {
        return recorded(
                face,
                requester,
                operation,
                names,
                recorded -> authorizer
                        .authorize(requester, operation, names)
                        .then(Mono.defer(call))
                        .contextWrite(context -> CurrentCaller.with(context, requester)));
    }

    /**
     * Makes a call that is of another service than Kinesis, and decides by itself who may.
     *
     * @param asked what a record of it tells of the request
     */
    public <T> Mono<T> performOther(
            Face face, Requester requester, AuditedOperation operation, AuditedMembers asked, Supplier<Mono<T>> call) {
        return Mono.defer(() -> {
            long startNanos = System.nanoTime();
            AuditedCall recorded = audit.begin(operation, face, requester.origin(), requester.requestId());
            recorded.by(requester.principal(), requester.accessKeyId());
            recorded.asks(asked, Optional.empty());
            return ended(
                    Mono.defer(call),
                    recorded,
                    Optional.empty(),
                    error -> metrics.record(
                            face.tag(), Optional.of(operation.name()), error, System.nanoTime() - startNanos));
        });
    }

    private <T> Mono<T> recorded(
            Face face,
            Requester requester,
            Operation operation,
            KinesisRequest request,
            Function<AuditedCall, Mono<T>> call) {
        return Mono.defer(() -> {
            long startNanos = System.nanoTime();
            Optional<Operation> known = Optional.of(operation);
            AuditedCall recorded = audit.begin(known, face, requester.origin(), requester.requestId());
            recorded.by(requester.principal(), requester.accessKeyId());
            recorded.asks(request);
            return ended(
                    Mono.defer(() -> call.apply(recorded)),
                    recorded,
                    known,
                    error -> metrics.record(face, known, error, System.nanoTime() - startNanos));
        });
    }

    /** @param measured is told the name of the error that the call came to; null for none */
    private static <T> Mono<T> ended(
            Mono<T> call, AuditedCall recorded, Optional<Operation> operation, Consumer<@Nullable String> measured) {
        return call.onErrorMap(Failures::toError)
                .doOnSuccess(done -> {
                    recorded.ends(0);
                    measured.accept(null);
                })
                .doOnError(KinesisException.class, error -> {
                    String name = error.type().wireName();
                    recorded.fails(name, ErrorTexts.of(error, operation));
                    recorded.ends(0);
                    measured.accept(name);
                })
                .doOnCancel(recorded::abandoned);
    }
}
