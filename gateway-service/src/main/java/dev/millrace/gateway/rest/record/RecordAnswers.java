package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.transport.ByteBudget;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Writes what may be large: within the budget for answers until their clients have taken them. */
final class RecordAnswers {
    private final JsonMapper json;
    private final ByteBudget budget;

    RecordAnswers(JsonMapper json, ByteBudget budget) {
        this.json = json;
        this.budget = budget;
    }

    Mono<Void> page(ServerWebExchange exchange, Mono<RecordPage> page, DataForm form) {
        ServerHttpResponse response = exchange.getResponse();
        return page.publishOn(Schedulers.parallel())
                .map(read -> read.toJson(json, form))
                .flatMap(body -> {
                    if (!budget.tryReserve(body.length)) {
                        return Mono.error(
                                new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded."));
                    }
                    response.setStatusCode(HttpStatus.OK);
                    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
                    response.getHeaders().setContentLength(body.length);
                    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)))
                            .doFinally(signal -> budget.release(body.length));
                });
    }

    /** One line for each result, sent on as soon as the results of a call are there. */
    Mono<Void> lines(ServerWebExchange exchange, Flux<List<LineResult>> results) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
        return response.writeAndFlushWith(results.map(ofCall -> Mono.just(encode(ofCall, response.bufferFactory()))));
    }

    private DataBuffer encode(List<LineResult> results, DataBufferFactory buffers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LineResult result : results) {
            bytes.writeBytes(json.writeValueAsBytes(result));
            bytes.write('\n');
        }
        return buffers.wrap(bytes.toByteArray());
    }
}
