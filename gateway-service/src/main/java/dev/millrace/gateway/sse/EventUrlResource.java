package dev.millrace.gateway.sse;

import dev.millrace.gateway.consumer.RegisteredConsumers;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.rest.record.DataForm;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.operation.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** URLs of a consumer's events that need no header, for callers who may subscribe. */
@RestController
@Tag(name = "Events")
class EventUrlResource {
    private final RestCalls calls;
    private final ResourceArns arns;
    private final RegisteredConsumers consumers;
    private final EventUrls urls;
    private final Clock clock;

    EventUrlResource(RestCalls calls, ResourceArns arns, RegisteredConsumers consumers, EventUrls urls, Clock clock) {
        this.calls = calls;
        this.arns = arns;
        this.consumers = consumers;
        this.urls = urls;
        this.clock = clock;
    }

    /** A URL with the given start and form, which can be asked for with the events' own query. */
    @io.swagger.v3.oas.annotations.Operation(summary = "Makes a URL of a consumer's events that needs no header")
    @PostMapping("/v1/streams/{stream}/consumers/{consumer}/event-url")
    Mono<ResponseEntity<EventUrl>> make(
            @PathVariable String stream,
            @PathVariable String consumer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(required = false) @Nullable String as,
            ServerWebExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        if (from != null) {
            query.put("from", from);
        }
        if (timestamp != null) {
            query.put("timestamp", timestamp.toString());
        }
        if (as != null) {
            DataForm.named(as);
            query.put("as", as);
        }
        StartQuery start = new StartQuery(from, null, timestamp);
        String streamArn = arns.stream(stream);
        return calls.performAs(
                        Operation.SUBSCRIBE_TO_SHARD,
                        new DescribeStreamConsumerRequest(streamArn, consumer, null),
                        () -> {
                            start.ofAllShards(clock.instant());
                            return consumers.named(null, streamArn, consumer).flatMap(consumers::find);
                        })
                .zipWith(calls.caller())
                .map(found -> urls.of(
                        found.getT2().principal(),
                        consumers.parse(found.getT1().arn()),
                        exchange.getRequest().getURI(),
                        query))
                .map(url ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(url));
    }
}
