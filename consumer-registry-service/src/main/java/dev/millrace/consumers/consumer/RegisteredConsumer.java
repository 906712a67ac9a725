package dev.millrace.consumers.consumer;

import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A registered consumer of a stream.
 *
 * @param id one life of the name
 * @param activeAt in CREATING until then, ACTIVE from then on
 * @param policy the resource policy's document
 */
public record RegisteredConsumer(
        StreamId stream,
        UUID id,
        String name,
        Instant createdAt,
        Instant activeAt,
        Map<String, String> tags,
        Optional<String> policy) {
    public RegisteredConsumer {
        tags = Map.copyOf(tags);
    }

    public boolean isActive(Instant now) {
        return !now.isBefore(activeAt);
    }

    public RegisteredConsumer withTags(Map<String, String> changed) {
        return new RegisteredConsumer(stream, id, name, createdAt, activeAt, changed, policy);
    }

    public RegisteredConsumer withPolicy(Optional<String> changed) {
        return new RegisteredConsumer(stream, id, name, createdAt, activeAt, tags, changed);
    }
}
