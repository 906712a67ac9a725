package dev.millrace.gateway.caller;

import dev.millrace.protocol.error.RequestErrors;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Who calls, for the few steps behind a handler that depend on it: it travels with the subscription, not with the request. */
public final class CurrentCaller {
    private CurrentCaller() {}

    /** The context of a call, with who makes it. */
    public static Context with(Context context, Requester requester) {
        return context.put(Requester.class, requester);
    }

    /** Who makes the call that this is a step of. */
    public static Mono<Requester> current() {
        return Mono.deferContextual(context -> context.<Requester>getOrEmpty(Requester.class)
                .map(Mono::just)
                .orElseGet(() -> Mono.error(RequestErrors.internalFailure())));
    }
}
