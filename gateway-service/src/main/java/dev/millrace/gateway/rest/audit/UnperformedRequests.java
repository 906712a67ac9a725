package dev.millrace.gateway.rest.audit;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.Parameters;
import dev.millrace.gateway.request.Face;
import dev.millrace.gateway.request.ReceivedRequest;
import dev.millrace.gateway.request.RequestBody;
import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.gateway.rest.problem.RequestIds;
import dev.millrace.protocol.error.KinesisException;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Records requests that were refused before they came to an operation: their sender is not known, their body or their path makes
 * no sense. The path as it was sent is not told, as it may hold anything; only the one of ours that it fits.
 */
final class UnperformedRequests implements WebFilter {
    private static final String API = "/v1/";
    private static final RequestBody NOTHING = new RequestBody(new byte[0], 0);

    private final AuditTrail audit;

    UnperformedRequests(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith(API)) {
            return chain.filter(exchange);
        }
        RequestProgress progress = new RequestProgress();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    HttpStatusCode status = exchange.getResponse().getStatusCode();
                    if (status != null && status.isError() && !progress.isPerformed()) {
                        record(exchange, status, progress);
                    }
                }));
        return chain.filter(exchange).contextWrite(progress::in);
    }

    private void record(ServerWebExchange exchange, HttpStatusCode status, RequestProgress progress) {
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        AuditedCall call;
        try {
            call = audit.begin(
                    AuditedOperation.UNKNOWN, Face.REST, RequestOrigin.of(received), RequestIds.of(exchange));
        } catch (KinesisException noRoom) {
            // It was refused already, and more cannot be done to it.
            return;
        }
        call.received(ReceivedRequest.of(received, NOTHING));
        progress.caller().ifPresent(caller -> call.by(caller.principal(), caller.accessKeyId()));
        call.asks(
                new Parameters()
                        .with("httpMethod", exchange.getRequest().getMethod().name())
                        .with("route", route(exchange)),
                Optional.empty());
        call.fails(Problems.titleOf(exchange).orElseGet(status::toString), null);
        call.ends(0);
    }

    private static String route(ServerWebExchange exchange) {
        PathPattern fitting = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return fitting == null ? API + "**" : fitting.getPatternString();
    }
}
