package dev.millrace.consumers.consumer;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Removes the consumers of streams of which it is recorded that they were removed. That the metadata service does not know a stream
 * is no such record: it may have been started on an older backup. Until they go they are there for nobody, since whoever asks
 * about a consumer is asked about its stream first.
 */
public final class ConsumerSweep {
    private static final Logger log = LoggerFactory.getLogger(ConsumerSweep.class);

    private final ConsumerStore store;
    private final StreamMirror streams;
    private final StreamRemovals removals;
    private final Duration grace;
    private final TrustedClock clock;
    private volatile long unknownStreams;

    /** @param grace how long consumers stay after their stream was removed */
    public ConsumerSweep(
            ConsumerStore store, StreamMirror streams, StreamRemovals removals, Duration grace, TrustedClock clock) {
        this.store = store;
        this.streams = streams;
        this.removals = removals;
        this.grace = grace;
        this.clock = clock;
    }

    /** How many streams with consumers there were at the last sweep that nobody knows anything of. */
    public long unknownStreams() {
        return unknownStreams;
    }

    /** Looks at all consumers once. */
    public Mono<Void> sweep() {
        return store.streams()
                .filter(stream -> streams.find(stream).isEmpty())
                .filterWhen(stream -> isUnknown(stream))
                .count()
                .doOnNext(this::tell)
                .then();
    }

    private void tell(long unknown) {
        unknownStreams = unknown;
        if (unknown > 0) {
            log.warn(
                    "The consumers of {} streams are kept of which the metadata service knows nothing. Was an older backup restored,"
                            + " or does it use another keyspace?",
                    unknown);
        }
    }

    /** Removes the consumers of a stream that was removed; whether they stay because nothing is known of the stream. */
    private Mono<Boolean> isUnknown(StreamId stream) {
        // That the mirror has no such stream may only mean that it is not complete yet.
        return streams.refresh(stream)
                .hasElement()
                .flatMap(exists -> exists
                        ? Mono.just(false)
                        : removals.removedAt(stream)
                                .flatMap(removedAt ->
                                        removeIfOver(stream, removedAt).thenReturn(false))
                                .defaultIfEmpty(true))
                .retryWhen(Retry.backoff(5, Duration.ofMillis(200))
                        .onRetryExhaustedThrow((retry, last) -> last.failure()));
    }

    private Mono<Void> removeIfOver(StreamId stream, Instant removedAt) {
        OptionalLong now = clock.irrevocable();
        return now.isEmpty() || removedAt.plus(grace).toEpochMilli() > now.getAsLong()
                ? Mono.empty()
                : removeAll(stream);
    }

    private Mono<Void> removeAll(StreamId stream) {
        return Mono.defer(() -> store.read(stream))
                .flatMap(all -> all.isEmpty() ? Mono.just(true) : store.removeAll(all))
                .filter(removed -> removed)
                .repeatWhenEmpty(3, tries -> tries.delayElements(Duration.ofMillis(100)))
                .then();
    }
}
