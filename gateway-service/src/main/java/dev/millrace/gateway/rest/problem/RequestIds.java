package dev.millrace.gateway.rest.problem;

import dev.millrace.gateway.front.request.RequestId;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request an id, by which its answer and a line of our log can be brought together. */
public final class RequestIds implements WebFilter {
    private static final String ATTRIBUTE = RequestIds.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = of(exchange);
        exchange.getResponse().getHeaders().set("x-amzn-RequestId", id);
        return chain.filter(exchange);
    }

    /** The id of a request. */
    public static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes()
                .computeIfAbsent(ATTRIBUTE, name -> RequestId.next().id());
    }
}
