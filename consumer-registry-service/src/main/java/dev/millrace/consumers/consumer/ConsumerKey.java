package dev.millrace.consumers.consumer;

import dev.millrace.stream.StreamId;
import java.util.OptionalLong;

/**
 * What a caller knows of a consumer.
 *
 * @param createdSecond epoch seconds, as its ARN has them; empty for whichever consumer has the name now
 */
public record ConsumerKey(StreamId stream, String name, OptionalLong createdSecond) {
    boolean names(RegisteredConsumer consumer) {
        return consumer.name().equals(name)
                && (createdSecond.isEmpty() || consumer.createdAt().getEpochSecond() == createdSecond.getAsLong());
    }
}
