package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.rest.record.DataForm;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.ShardId;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** URLs of a consumer's events that need no header, for callers who may subscribe. */
@RestController
@Tag(name = "Events")
@RequestMapping(path = "/v1/streams/{stream}/consumers/{consumer}")
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

    /** A URL of all shards, with the given start and form, which can be asked for with the events' own query. */
    @io.swagger.v3.oas.annotations.Operation(summary = "Makes a URL of a consumer's events that needs no header")
    @PostMapping("/event-url")
    Mono<ResponseEntity<EventUrl>> ofStream(
            @PathVariable String stream,
            @PathVariable String consumer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(required = false) @Nullable String as,
            ServerWebExchange exchange) {
        StartQuery start = new StartQuery(from, null, timestamp);
        return make(stream, consumer, "/events", exchange, () -> {
            start.ofAllShards(clock.instant());
            return query(start, as);
        });
    }

    /** The same of one shard; whether there is such a shard is found when the URL is used. */
    @io.swagger.v3.oas.annotations.Operation(summary = "Makes a URL of a shard's events that needs no header")
    @PostMapping("/shards/{shardId}/event-url")
    Mono<ResponseEntity<EventUrl>> ofShard(
            @PathVariable String stream,
            @PathVariable String consumer,
            @PathVariable String shardId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String sequenceNumber,
            @RequestParam(required = false) @Nullable Instant timestamp,
            @RequestParam(required = false) @Nullable String as,
            ServerWebExchange exchange) {
        StartQuery start = new StartQuery(from, sequenceNumber, timestamp);
        return make(stream, consumer, "/shards/" + shardId + "/events", exchange, () -> {
            if (ShardId.parseIndex(shardId).isEmpty()) {
                throw RequestErrors.invalid("This is no id of a shard.");
            }
            return query(start, as);
        });
    }

    private static Map<String, String> query(StartQuery start, @Nullable String as) {
        Map<String, String> query = new LinkedHashMap<>(start.parameters());
        if (as != null) {
            DataForm.named(as);
            query.put("as", as);
        }
        return query;
    }

    private Mono<ResponseEntity<EventUrl>> make(
            String stream,
            String consumer,
            String events,
            ServerWebExchange exchange,
            Supplier<Map<String, String>> query) {
        String streamArn = arns.stream(stream);
        return calls.performAs(
                        Operation.SUBSCRIBE_TO_SHARD,
                        new DescribeStreamConsumerRequest(streamArn, consumer, null),
                        () -> {
                            Map<String, String> asked = query.get();
                            return consumers
                                    .named(null, streamArn, consumer)
                                    .flatMap(consumers::find)
                                    .zipWith(
                                            calls.caller(),
                                            (found, caller) -> urls.of(
                                                    caller,
                                                    consumers.parse(found.arn()),
                                                    events,
                                                    exchange.getRequest().getURI(),
                                                    asked));
                        })
                .map(url ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(url));
    }
}
