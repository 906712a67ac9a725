package dev.millrace.consumers.consumer;

import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All consumers of a stream, as they stood at one revision.
 *
 * @param revision null when the stream never had any
 * @param consumers by name
 */
public record StreamConsumers(StreamId stream, @Nullable Long revision, List<RegisteredConsumer> consumers) {
    /** Whether there is nothing of the stream in the table: one whose consumers have all gone still has a revision. */
    boolean isEmpty() {
        return revision == null;
    }

    Optional<RegisteredConsumer> find(ConsumerKey key) {
        return consumers.stream().filter(key::names).findFirst();
    }

    Optional<RegisteredConsumer> find(String name) {
        return consumers.stream()
                .filter(consumer -> consumer.name().equals(name))
                .findFirst();
    }

    long creating(Instant now) {
        return consumers.stream().filter(consumer -> !consumer.isActive(now)).count();
    }

    public long nextRevision() {
        return revision == null ? 1 : revision + 1;
    }
}
