package dev.millrace.gateway.rest.problem;

import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.front.request.BodyRefusedException;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a failure of this face becomes an answer, wherever it was met. */
public final class Problems implements WebExceptionHandler {
    private static final String TITLE = Problems.class.getName() + ".title";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            // Too late for an answer: the connection ends, and by that the client knows.
            return Mono.error(failure);
        }
        if (failure instanceof ResponseStatusException refused) {
            exchange.getResponse().getHeaders().putAll(refused.getHeaders());
        }
        return write(exchange, toProblem(failure));
    }

    /** Answers with an error of the API. */
    public Mono<Void> write(ServerWebExchange exchange, KinesisException error) {
        return write(exchange, Problem.of(error));
    }

    /** The name of the problem that a request is answered with, if it is. */
    public static Optional<String> titleOf(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(TITLE));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        exchange.getAttributes().put(TITLE, problem.title());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()
                && !headers.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "AWS4-HMAC-SHA256");
        }
        byte[] body = json.writeValueAsBytes(problem.with(RequestIds.of(exchange)));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        return exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Problem toProblem(Throwable failure) {
        if (failure instanceof BodyRefusedException refused) {
            return switch (refused.reason()) {
                case TOO_LARGE -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than any that is read.");
                case TOO_SLOW -> Problem.of(HttpStatus.REQUEST_TIMEOUT, "The body came too slowly.");
                case NO_ROOM ->
                    Problem.of(new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded."));
            };
        }
        if (failure instanceof ResponseStatusException refused) {
            return Problem.of(refused.getStatusCode(), detail(refused));
        }
        return Problem.of(Failures.toError(failure));
    }

    /** What Spring says of a request, but for its decoders' words, which may quote the body and name our classes. */
    private static @Nullable String detail(ResponseStatusException refused) {
        boolean ofABody =
                refused instanceof ServerWebInputException && !(refused instanceof MissingRequestValueException);
        return ofABody ? UnreadableBody.describe(refused) : refused.getReason();
    }
}
