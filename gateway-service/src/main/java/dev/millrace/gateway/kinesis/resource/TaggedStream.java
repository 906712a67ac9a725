package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.DeletePolicy;
import dev.millrace.internal.metadata.v1.DescribeSettingsReply;
import dev.millrace.internal.metadata.v1.TagKeys;
import dev.millrace.internal.metadata.v1.TagMap;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A stream of this account. */
record TaggedStream(StreamName name, Streams streams, StreamCatalogCalls catalog) implements TaggedResource {
    @Override
    public Mono<Void> addTags(Map<String, String> tags) {
        return update(
                UpdateStreamRequest.newBuilder().setAddTags(TagMap.newBuilder().putAllTags(tags)));
    }

    @Override
    public Mono<Void> removeTags(List<String> keys) {
        return update(UpdateStreamRequest.newBuilder()
                .setRemoveTags(TagKeys.newBuilder().addAllKeys(keys)));
    }

    @Override
    public Mono<Map<String, String>> tags() {
        return catalog.settings(name).map(DescribeSettingsReply::getTagsMap);
    }

    @Override
    public Mono<Void> putPolicy(String policy) {
        return update(UpdateStreamRequest.newBuilder().setPutPolicy(policy));
    }

    @Override
    public Mono<Optional<String>> policy() {
        return catalog.settings(name)
                .map(settings -> settings.hasPolicy() ? Optional.of(settings.getPolicy()) : Optional.empty());
    }

    @Override
    public Mono<Void> deletePolicy() {
        return update(UpdateStreamRequest.newBuilder().setDeletePolicy(DeletePolicy.getDefaultInstance()));
    }

    private Mono<Void> update(UpdateStreamRequest.Builder update) {
        return catalog.update(update.setName(name.value()).build())
                .doOnNext(reply -> streams.learn(StreamMessages.toDomain(reply.getAfter())))
                .then();
    }
}
