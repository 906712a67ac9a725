package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.rest.problem.RequestIds;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sees whether a request says that it is signed. One with a bearer token is left to those that read them. */
final class SignatureConverter implements ServerAuthenticationConverter {
    private static final String BEARER = "bearer ";
    private static final String SIGNED = "AWS4-";
    private static final String PRESIGNED = "X-Amz-Algorithm";

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        ReceivedRequest received = exchange.getAttribute(SignedBodyFilter.RECEIVED);
        return received != null && isSigned(exchange.getRequest())
                ? Mono.just(new UnverifiedRequest(received, RequestIds.of(exchange)))
                : Mono.empty();
    }

    static boolean isSigned(ServerHttpRequest request) {
        return request.getQueryParams().containsKey(PRESIGNED)
                || authorization(request).startsWith(SIGNED);
    }

    /** Whether it says that it has a bearer token. */
    static boolean hasToken(ServerHttpRequest request) {
        return authorization(request).toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    private static String authorization(ServerHttpRequest request) {
        return Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION), "")
                .strip();
    }
}
