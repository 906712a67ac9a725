package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.message.DeregisterStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerResponse;
import dev.millrace.protocol.message.ListStreamConsumersRequest;
import dev.millrace.protocol.message.ListStreamConsumersResponse;
import dev.millrace.protocol.message.RegisterStreamConsumerRequest;
import dev.millrace.protocol.message.RegisterStreamConsumerResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Consumers of a stream: registered, listed, described, deregistered. */
@RestController
@Tag(name = "Consumers")
@RequestMapping("/v1/streams/{stream}/consumers")
class ConsumerResource {
    private final RestCalls calls;
    private final ResourceArns arns;

    ConsumerResource(RestCalls calls, ResourceArns arns) {
        this.calls = calls;
        this.arns = arns;
    }

    @Operation(summary = "Lists the consumers of a stream")
    @GetMapping
    Mono<ConsumerPage> list(
            @PathVariable String stream,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String nextToken) {
        return calls.perform(
                        new ListStreamConsumersRequest(arns.stream(stream), nextToken, limit, null),
                        ListStreamConsumersResponse.class)
                .map(ConsumerPage::of);
    }

    /** The consumer is there at once, and can subscribe a moment later, when its status is ACTIVE. */
    @Operation(summary = "Registers a consumer")
    @PostMapping
    Mono<ResponseEntity<ConsumerView>> register(@PathVariable String stream, @RequestBody NewConsumer consumer) {
        return calls.perform(
                        new RegisterStreamConsumerRequest(arns.stream(stream), consumer.name(), consumer.tags()),
                        RegisterStreamConsumerResponse.class)
                .map(registered -> ResponseEntity.created(
                                URI.create("/v1/streams/" + stream + "/consumers/" + consumer.name()))
                        .body(ConsumerView.of(registered.consumer())));
    }

    @Operation(summary = "Describes a consumer")
    @GetMapping("/{consumer}")
    Mono<ConsumerView> describe(@PathVariable String stream, @PathVariable String consumer) {
        return calls.perform(
                        new DescribeStreamConsumerRequest(arns.stream(stream), consumer, null),
                        DescribeStreamConsumerResponse.class)
                .map(described -> ConsumerView.of(described.consumer()));
    }

    @Operation(summary = "Deregisters a consumer")
    @DeleteMapping("/{consumer}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> deregister(@PathVariable String stream, @PathVariable String consumer) {
        return calls.perform(new DeregisterStreamConsumerRequest(arns.stream(stream), consumer, null))
                .then();
    }

    /** A consumer to be registered. */
    record NewConsumer(
            @Nullable String name,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> tags) {}
}
