package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.NamedResources;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.message.ListTagsForResourceRequest;
import dev.millrace.protocol.message.ListTagsForResourceResponse;
import dev.millrace.protocol.message.Tag;
import dev.millrace.protocol.message.UntagResourceRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tags of a stream or of a consumer. */
@RestController
@io.swagger.v3.oas.annotations.tags.Tag(name = "Tags")
@RequestMapping({"/v1/streams/{stream}/tags", "/v1/streams/{stream}/consumers/{consumer}/tags"})
class TagResource {
    private final RestCalls calls;
    private final NamedResources resources;

    TagResource(RestCalls calls, NamedResources resources) {
        this.calls = calls;
        this.resources = resources;
    }

    @Operation(summary = "The tags of a stream or consumer")
    @GetMapping
    Mono<Tags> list(@PathVariable String stream, @PathVariable(required = false) @Nullable String consumer) {
        return resources
                .arn(stream, consumer)
                .flatMap(arn -> calls.perform(new ListTagsForResourceRequest(arn), ListTagsForResourceResponse.class))
                .map(Tags::of);
    }

    /** Adds tags, and changes those that are there; in the manner of a JSON merge patch one that is null is removed. */
    @Operation(summary = "Adds, changes and, where the value is null, removes tags")
    @PatchMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(
            @PathVariable String stream,
            @PathVariable(required = false) @Nullable String consumer,
            @RequestBody TagPatch patch) {
        return resources
                .arn(stream, consumer)
                .flatMapMany(arn -> Flux.fromIterable(patch.toRequests(arn)))
                .concatMap(calls::perform)
                .then();
    }

    @Operation(summary = "Removes a tag")
    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @PathVariable String stream,
            @PathVariable(required = false) @Nullable String consumer,
            @PathVariable String key) {
        return resources
                .arn(stream, consumer)
                .flatMap(arn -> calls.perform(new UntagResourceRequest(List.of(key), arn)))
                .then();
    }

    /** Tags by their keys. */
    record Tags(Map<String, String> tags) {
        static Tags of(ListTagsForResourceResponse response) {
            Map<String, String> tags = new LinkedHashMap<>();
            for (Tag tag : response.tags()) {
                tags.put(tag.key(), tag.value());
            }
            return new Tags(tags);
        }
    }
}
