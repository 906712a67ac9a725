package dev.millrace.gateway.rest.audit;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.audit.AuditedCall;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.rest.RequestProgress;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.gateway.rest.problem.RequestIds;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.AuditedMembers;
import java.util.Optional;
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
 * no sense. Likewise who asks for metrics and may not have them; who may leaves no event, as collectors ask every few seconds.
 * The path as it was sent is not recorded, as it may hold anything; only the one of ours that it fits.
 */
final class RequestAuditFilter implements WebFilter {
    private static final String API = "/v1/";
    private static final String ACTUATOR = "/actuator";
    private static final AuditedOperation READ_METRICS = new AuditedOperation("millrace", "ReadMetrics", true, true);

    private final AuditTrail audit;

    RequestAuditFilter(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (path.startsWith(API)) {
            return watched(exchange, chain, AuditedOperation.UNKNOWN, API);
        }
        return path.startsWith(ACTUATOR)
                ? watched(exchange, chain, READ_METRICS, ACTUATOR + "/")
                : chain.filter(exchange);
    }

    private Mono<Void> watched(
            ServerWebExchange exchange, WebFilterChain chain, AuditedOperation operation, String folder) {
        RequestProgress progress = new RequestProgress();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    // That the service is not well is an error by its status, and refuses nobody.
                    Optional<String> problem = Problems.titleOf(exchange);
                    if (problem.isPresent() && !progress.isPerformed()) {
                        record(exchange, operation, folder, problem.get(), progress);
                    }
                }));
        return chain.filter(exchange).contextWrite(progress::in);
    }

    private void record(
            ServerWebExchange exchange,
            AuditedOperation operation,
            String folder,
            String problem,
            RequestProgress progress) {
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        AuditedCall call;
        try {
            call = audit.begin(operation, Face.REST, RequestOrigin.of(received), RequestIds.of(exchange));
        } catch (KinesisException noRoom) {
            // It was refused already, and more cannot be done to it.
            return;
        }
        call.received(ReceivedRequest.of(received));
        progress.caller().ifPresent(caller -> call.by(caller.principal(), caller.accessKeyId()));
        call.asks(
                new AuditedMembers()
                        .with("httpMethod", exchange.getRequest().getMethod().name())
                        .with("route", route(exchange, folder)),
                Optional.empty());
        call.fails(problem, null);
        call.ends(0);
    }

    private static String route(ServerWebExchange exchange, String folder) {
        PathPattern fitting = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return fitting == null ? folder + "**" : fitting.getPatternString();
    }
}
