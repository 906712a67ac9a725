package dev.millrace.gateway.rest;

import dev.millrace.gateway.caller.Requester;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** How far a request has come: who sent it, once that is known, and whether it came to an operation, which is recorded there. */
public final class RequestProgress {
    private volatile @Nullable Requester caller;
    private volatile boolean performed;

    /** Of a request that has just begun. */
    public RequestProgress() {}

    /** Takes note of who sent the request in work. */
    public static Mono<Requester> ofCaller(Mono<Requester> identified) {
        return Mono.deferContextual(context -> identified.doOnNext(requester ->
                context.<RequestProgress>getOrEmpty(RequestProgress.class).ifPresent(it -> it.caller = requester)));
    }

    /** Takes note that the request in work comes to an operation. */
    public static <T> Mono<T> ofOperation(Mono<T> operation) {
        return Mono.deferContextual(context -> {
            context.<RequestProgress>getOrEmpty(RequestProgress.class).ifPresent(it -> it.performed = true);
            return operation;
        });
    }

    /** The context of the request, with this. */
    public Context in(Context context) {
        return context.put(RequestProgress.class, this);
    }

    /** Who sent the request; empty while that is not known. */
    public Optional<Requester> caller() {
        return Optional.ofNullable(caller);
    }

    /** Whether the request has come to an operation. */
    public boolean isPerformed() {
        return performed;
    }
}
