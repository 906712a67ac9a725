package dev.millrace.service;

import dev.millrace.internal.auth.MetricsToken;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets everybody who reaches the port of an internal service know whether it is well, and nobody anything else but another
 * service, or a collector of metrics, by its token. Where the caller is plays no part: a caller on the same machine must show one
 * too.
 */
final class OperatorsOnly implements WebFilter {
    /** The paths themselves and not what they begin: what is beneath another one, this filter need not know. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private final ServiceToken services;
    private final ServiceName self;
    private final MetricsToken collectors;

    /** @param self the service whose port it is */
    OperatorsOnly(ServiceToken services, ServiceName self, MetricsToken collectors) {
        this.services = services;
        this.self = self;
        this.collectors = collectors;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (mayPass(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return exchange.getResponse().setComplete();
    }

    private boolean mayPass(ServerHttpRequest request) {
        // As sent, neither decoded nor cleaned up, and what handlers are chosen by: no prefix that a proxy may have
        // named.
        String path = request.getPath().pathWithinApplication().value();
        String serviceToken = request.getHeaders().getFirst(ServiceToken.HEADER);
        return FOR_EVERYBODY.contains(path)
                || (serviceToken != null && services.isAcceptedBy(self, serviceToken))
                || collectors.isIn(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }
}
