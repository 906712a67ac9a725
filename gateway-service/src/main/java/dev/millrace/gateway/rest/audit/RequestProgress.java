package dev.millrace.gateway.rest.audit;

import dev.millrace.gateway.call.Requester;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** How far a request has come: who sent it, once that is known, and whether it came to an operation, which is recorded there. */
public final class RequestProgress {
    private volatile @Nullable Requester caller;
    private volatile boolean performed;

    RequestProgress() {}

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

    Context in(Context context) {
        return context.put(RequestProgress.class, this);
    }

    Optional<Requester> caller() {
        return Optional.ofNullable(caller);
    }

    boolean isPerformed() {
        return performed;
    }
}
