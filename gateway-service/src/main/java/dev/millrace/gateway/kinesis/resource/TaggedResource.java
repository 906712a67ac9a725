package dev.millrace.gateway.kinesis.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A stream or a consumer, as the operations meet it that name either by its ARN. */
interface TaggedResource {
    Mono<Void> addTags(Map<String, String> tags);

    /** Keys that no tag has are no error. */
    Mono<Void> removeTags(List<String> keys);

    Mono<Map<String, String>> tags();

    Mono<Void> putPolicy(String policy);

    Mono<Optional<String>> policy();

    /** Of a resource that has none this is an error. */
    Mono<Void> deletePolicy();
}
