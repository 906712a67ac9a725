package dev.millrace.gateway.rest.stream;

import dev.millrace.protocol.message.Consumer;
import java.time.Instant;

/** A registered consumer. */
record ConsumerView(String name, String arn, Consumer.ConsumerStatus status, Instant createdAt) {
    static ConsumerView of(Consumer consumer) {
        return new ConsumerView(consumer.name(), consumer.arn(), consumer.status(), consumer.createdAt());
    }
}
