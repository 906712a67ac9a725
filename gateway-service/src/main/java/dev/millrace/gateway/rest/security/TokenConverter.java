package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.rest.problem.RequestIds;
import dev.millrace.protocol.error.BearerErrors;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the bearer token out of the Authorization header; out of nothing else, as queries and bodies end up in logs. */
final class TokenConverter implements ServerAuthenticationConverter {
    private final ServerBearerTokenAuthenticationConverter header = new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        ReceivedRequest received = exchange.getAttribute(SignedBodyFilter.RECEIVED);
        // One that is signed besides is the signature's to refuse.
        if (received == null || SignatureConverter.isSigned(exchange.getRequest())) {
            return Mono.empty();
        }
        return header.convert(exchange)
                .cast(BearerTokenAuthenticationToken.class)
                .doOnNext(token -> token.setDetails(new TokenSource(received.origin(), RequestIds.of(exchange))))
                .cast(Authentication.class)
                .onErrorMap(
                        OAuth2AuthenticationException.class,
                        malformed -> RefusedAuthenticationException.ofToken(BearerErrors.invalid("It is malformed")));
    }
}
