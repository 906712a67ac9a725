package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.access.OperatorRights;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Asks the policies of known callers whether they may see metrics. Who may not is known all the same, and told whether all is well. */
final class OperatorAuthentication implements ReactiveAuthenticationManager {
    private final ReactiveAuthenticationManager callers;
    private final OperatorRights rights;

    OperatorAuthentication(ReactiveAuthenticationManager callers, OperatorRights rights) {
        this.callers = callers;
        this.rights = rights;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return callers.authenticate(authentication)
                .cast(KnownCaller.class)
                .map(KnownCaller::getPrincipal)
                .map(caller -> new MetricsReader(caller.principal().arn(), rights.refusalOfMetrics(caller)));
    }
}
