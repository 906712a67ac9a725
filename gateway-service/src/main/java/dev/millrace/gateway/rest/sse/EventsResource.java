package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.rest.GradualAnswer;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.rest.record.DataForm;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Server-sent events of a consumer. A connection that is lost is resumed by the id of the last event that came. */
@RestController
@Tag(name = "Events")
@RequestMapping(path = "/v1/streams/{stream}/consumers/{consumer}")
class EventsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String EVENTS =
            "An event of type record for each record, with the record as JSON, and one of type"
                    + " end-of-shard at the end of a closed shard. The id of each is a token that Last-Event-ID resumes after.";

    private final RestCalls calls;
    private final ResourceArns arns;
    private final EventStreams eventStreams;
    private final GradualAnswer answers;

    EventsResource(RestCalls calls, ResourceArns arns, EventStreams eventStreams, GradualAnswer answers) {
        this.calls = calls;
        this.arns = arns;
        this.eventStreams = eventStreams;
        this.answers = answers;
    }

    /** Every record of the stream, of each key in the order of its puts, through any reshardings. */
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Follows all shards of a stream, through any reshardings, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            description = EVENTS,
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping("/events")
    Mono<Void> ofStream(
            @PathVariable String stream,
            @PathVariable String consumer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(defaultValue = "json") String as,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            ServerWebExchange exchange) {
        StartQuery query = new StartQuery(from, null, timestamp);
        DataForm form = DataForm.named(as);
        return calls.performAs(
                        Operation.SUBSCRIBE_TO_SHARD,
                        named(stream, consumer),
                        () -> eventStreams.ofStream(stream, consumer, query, lastEventId, form))
                .flatMap(events -> send(exchange.getResponse(), events));
    }

    /** The records of one shard, to its end if it is closed. */
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Follows one shard, to its end if it is closed, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            description = EVENTS,
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "Last-Event-ID is of the end of the shard: do not come back")
    @GetMapping("/shards/{shardId}/events")
    Mono<Void> ofShard(
            @PathVariable String stream,
            @PathVariable String consumer,
            @PathVariable String shardId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String sequenceNumber,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(defaultValue = "json") String as,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            ServerWebExchange exchange) {
        StartQuery query = new StartQuery(from, sequenceNumber, timestamp);
        DataForm form = DataForm.named(as);
        return calls.performAs(
                        Operation.SUBSCRIBE_TO_SHARD,
                        named(stream, consumer),
                        () -> eventStreams.ofShard(stream, consumer, shardId, query, lastEventId, form))
                .map(events -> send(exchange.getResponse(), events))
                // Tells a browser not to come back.
                .defaultIfEmpty(Mono.defer(() -> {
                    exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
                    return exchange.getResponse().setComplete();
                }))
                .flatMap(answer -> answer);
    }

    private DescribeStreamConsumerRequest named(String stream, String consumer) {
        return new DescribeStreamConsumerRequest(arns.stream(stream), consumer, null);
    }

    private Mono<Void> send(ServerHttpResponse response, Flux<byte[]> events) {
        response.setStatusCode(HttpStatus.OK);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl("no-store");
        // Proxies that gather answers would hold events back.
        headers.set("X-Accel-Buffering", "no");
        return answers.sendParts(response, events);
    }
}
