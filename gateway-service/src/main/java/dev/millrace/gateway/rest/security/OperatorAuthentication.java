package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.access.ProtectedResource;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.policy.RequestContext;
import dev.millrace.protocol.error.AccessErrors;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Asks the policies of known callers whether they may see metrics. Who may not is known all the same, and learns whether all is well. */
final class OperatorAuthentication implements ReactiveAuthenticationManager {
    private static final String READ_METRICS = "millrace:ReadMetrics";

    private final ReactiveAuthenticationManager callers;
    private final Decider decider;
    private final String account;

    /** @param account whose deployment it is; nobody of another account may */
    OperatorAuthentication(ReactiveAuthenticationManager callers, Decider decider, String account) {
        this.callers = callers;
        this.decider = decider;
        this.account = account;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return callers.authenticate(authentication)
                .cast(KnownCaller.class)
                .map(KnownCaller::getPrincipal)
                .map(this::reader);
    }

    private MetricsReader reader(Requester caller) {
        return new MetricsReader(
                caller.principal().arn(),
                decider.refusal(caller, READ_METRICS, ProtectedResource.anything(account), RequestContext.none())
                        .map(AccessErrors::denied));
    }
}
