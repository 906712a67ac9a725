package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.rest.GradualAnswer;
import java.io.ByteArrayOutputStream;
import java.util.List;
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
    private final GradualAnswer answers;

    RecordAnswers(JsonMapper json, GradualAnswer answers) {
        this.json = json;
        this.answers = answers;
    }

    Mono<Void> page(ServerWebExchange exchange, Mono<RecordPage> page, DataForm form) {
        ServerHttpResponse response = exchange.getResponse();
        return page.publishOn(Schedulers.parallel())
                .map(read -> read.toJson(json, form))
                .flatMap(body -> {
                    response.setStatusCode(HttpStatus.OK);
                    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
                    return answers.sendBody(response, body);
                });
    }

    /** One line for each result, sent on as soon as the results of a call are there. */
    Mono<Void> lines(ServerWebExchange exchange, Flux<List<LineResult>> results) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
        return answers.sendParts(response, results.map(this::encode));
    }

    private byte[] encode(List<LineResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LineResult result : results) {
            bytes.writeBytes(json.writeValueAsBytes(result));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }
}
