package dev.millrace.consumers.grpc;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.internal.consumer.v1.Consumer;
import dev.millrace.internal.metadata.StreamMessages;
import java.util.OptionalLong;

/** Consumers between their protobuf form and their domain form. */
final class ConsumerMessages {
    private ConsumerMessages() {}

    static Consumer toMessage(RegisteredConsumer consumer, boolean active) {
        return Consumer.newBuilder()
                .setStreamId(StreamMessages.toBytes(consumer.stream()))
                .setName(consumer.name())
                .setCreatedMillis(consumer.createdAt().toEpochMilli())
                .setActive(active)
                .putAllTags(consumer.tags())
                .setPolicy(consumer.policy().orElse(""))
                .build();
    }

    static ConsumerKey toKey(dev.millrace.internal.consumer.v1.ConsumerKey message) {
        return new ConsumerKey(
                StreamMessages.toStreamId(message.getStreamId()),
                message.getName(),
                message.hasCreatedSecond() ? OptionalLong.of(message.getCreatedSecond()) : OptionalLong.empty());
    }
}
