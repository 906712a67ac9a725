package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.message.DeleteStreamRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryResponse;
import dev.millrace.protocol.message.ListStreamsRequest;
import dev.millrace.protocol.message.ListStreamsResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Streams: created, listed, described, changed, deleted. */
@RestController
@Tag(name = "Streams")
@RequestMapping("/v1/streams")
class StreamResource {
    private final RestCalls calls;
    private final ScalingPolicies policies;
    private final StreamPatches patches;

    StreamResource(RestCalls calls, ScalingPolicies policies, ResourceArns arns) {
        this.calls = calls;
        this.policies = policies;
        this.patches = new StreamPatches(calls, policies, arns);
    }

    @Operation(summary = "Lists streams in order of name")
    @GetMapping
    Mono<StreamPage> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String nextToken) {
        return calls.perform(new ListStreamsRequest(limit, null, nextToken), ListStreamsResponse.class)
                .map(StreamPage::of);
    }

    /** The stream is there at once, and can be used a moment later, when its status is ACTIVE. */
    @Operation(summary = "Creates a stream")
    @PostMapping
    Mono<ResponseEntity<Void>> create(@RequestBody NewStream stream) {
        return calls.perform(stream.toRequest())
                .map(created -> ResponseEntity.created(URI.create("/v1/streams/" + stream.name()))
                        .build());
    }

    @Operation(summary = "Describes a stream and its settings")
    @GetMapping("/{stream}")
    Mono<StreamView> describe(@PathVariable String stream) {
        return calls.perform(new DescribeStreamSummaryRequest(stream, null), DescribeStreamSummaryResponse.class)
                .flatMap(found -> policies.ofDescribed(found.streamArn().name())
                        .map(policy -> StreamView.of(found, policy.orElse(null))));
    }

    @Operation(summary = "Changes settings of a stream")
    @PatchMapping("/{stream}")
    Mono<StreamView> change(@PathVariable String stream, @RequestBody StreamPatch patch) {
        return patches.apply(stream, patch).then(describe(stream));
    }

    @Operation(summary = "Deletes a stream and its records")
    @DeleteMapping("/{stream}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable String stream, @RequestParam(required = false) @Nullable Boolean enforceConsumerDeletion) {
        return calls.perform(new DeleteStreamRequest(stream, enforceConsumerDeletion, null))
                .then();
    }
}
