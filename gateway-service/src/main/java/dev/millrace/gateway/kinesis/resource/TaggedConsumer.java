package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.internal.consumer.v1.ChangeRequest;
import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.internal.consumer.v1.RemoveTags;
import dev.millrace.internal.consumer.v1.SetTags;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A consumer of a stream of this account. */
record TaggedConsumer(ConsumerArn arn, RegisteredConsumers consumers, ConsumerCalls registry)
        implements TaggedResource {
    @Override
    public Mono<Void> addTags(Map<String, String> tags) {
        return change(change -> change.setSetTags(SetTags.newBuilder().putAllTags(tags)));
    }

    @Override
    public Mono<Void> removeTags(List<String> keys) {
        return change(change -> change.setRemoveTags(RemoveTags.newBuilder().addAllKeys(keys)));
    }

    @Override
    public Mono<Map<String, String>> tags() {
        return find().map(Consumer::getTagsMap);
    }

    @Override
    public Mono<Void> putPolicy(String policy) {
        return find().doOnNext(this::requireActive).then(change(change -> change.setPolicy(policy)));
    }

    private void requireActive(Consumer consumer) {
        if (!consumer.getActive()) {
            StreamArn stream = arn.stream();
            throw ConsumerErrors.notActive(
                    arn.name(), Instant.ofEpochMilli(consumer.getCreatedMillis()), stream.name(), stream.accountId());
        }
    }

    @Override
    public Mono<Optional<String>> policy() {
        return find().map(consumer -> Optional.of(consumer.getPolicy()).filter(policy -> !policy.isEmpty()));
    }

    @Override
    public Mono<Void> deletePolicy() {
        return change(change -> change.setPolicy(""));
    }

    private Mono<Consumer> find() {
        return consumers.named(arn).flatMap(named -> registry.find(named.key()));
    }

    private Mono<Void> change(Function<ChangeRequest.Builder, ChangeRequest.Builder> change) {
        return consumers
                .named(arn)
                .flatMap(named ->
                        registry.change(change.apply(ChangeRequest.newBuilder().setConsumer(named.key()))
                                .build()))
                .then();
    }
}
