package dev.millrace.gateway.rest;

import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.call.OperationCalls;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** Performs operations for the sender of the request that is in work, under the name that the security chain found. */
public final class RestCalls {
    private final OperationCalls calls;

    RestCalls(OperationCalls calls) {
        this.calls = calls;
    }

    /** The operation's response, which is of the given type. */
    public <R extends KinesisResponse> Mono<R> perform(KinesisRequest request, Class<R> response) {
        return perform(request).cast(response);
    }

    /** The same for an operation whose response says nothing that is needed. */
    public Mono<KinesisResponse> perform(KinesisRequest request) {
        return RequestProgress.ofOperation(caller().flatMap(caller -> calls.perform(Face.REST, caller, request)));
    }

    /** A call that is no operation, for a caller who is allowed the one that it comes to. */
    public <T> Mono<T> performAs(Operation operation, KinesisRequest names, Supplier<Mono<T>> call) {
        return RequestProgress.ofOperation(
                caller().flatMap(caller -> calls.performAs(Face.REST, caller, operation, names, call)));
    }

    /**
     * A call of another service than Kinesis.
     *
     * @param asked what a record of it tells of the request
     */
    public <T> Mono<T> perform(AuditedOperation operation, AuditedMembers asked, Function<Requester, Mono<T>> call) {
        return RequestProgress.ofOperation(caller().flatMap(
                        caller -> calls.performOther(Face.REST, caller, operation, asked, () -> call.apply(caller))));
    }

    /** The sender of the request. */
    public Mono<Requester> caller() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .ofType(Requester.class)
                .switchIfEmpty(Mono.error(SignatureErrors::missingToken));
    }
}
