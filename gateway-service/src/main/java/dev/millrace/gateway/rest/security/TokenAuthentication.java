package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.bearer.BearerCallers;
import dev.millrace.gateway.rest.RequestProgress;
import dev.millrace.protocol.error.KinesisException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Finds out who is behind a bearer token. */
final class TokenAuthentication implements ReactiveAuthenticationManager {
    private final BearerCallers callers;

    TokenAuthentication(BearerCallers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)
                || !(bearer.getDetails() instanceof TokenSource source)) {
            return Mono.empty();
        }
        return RequestProgress.ofCaller(callers.identify(bearer.getToken())
                        .map(known ->
                                Requester.of(known.principal(), known.standing(), source.origin(), source.requestId())))
                .<Authentication>map(KnownCaller::new)
                .onErrorMap(KinesisException.class, RefusedAuthenticationException::ofToken);
    }
}
