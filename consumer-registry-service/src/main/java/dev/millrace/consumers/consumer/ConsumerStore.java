package dev.millrace.consumers.consumer;

import dev.millrace.stream.StreamId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The consumers of all streams as they are stored: read serially, changed by compare-and-set on their stream's revision. */
public interface ConsumerStore {
    /** Whether the store has failed, so that the outcome of a change is open. */
    boolean hasFailed(Throwable failure);

    Mono<StreamConsumers> read(StreamId stream);

    /** Writes a consumer, if nothing has changed since they were read. */
    Mono<Boolean> put(StreamConsumers seen, RegisteredConsumer consumer);

    /** Removes a consumer, if nothing has changed since they were read. */
    Mono<Boolean> remove(StreamConsumers seen, String name);

    /** Removes all there is of a stream, if nothing has changed since they were read. */
    Mono<Boolean> removeAll(StreamConsumers seen);

    /** Streams that have, or had, consumers. */
    Flux<StreamId> streams();
}
