package dev.millrace.consumers.consumer;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Removes the consumers of streams that are gone: when the stream goes, and once in a while those whose stream went while
 * nobody was looking.
 */
public final class ConsumerSweep {
    private static final Logger log = LoggerFactory.getLogger(ConsumerSweep.class);

    private final ConsumerTable table;
    private final StreamMirror streams;

    public ConsumerSweep(ConsumerTable table, StreamMirror streams) {
        this.table = table;
        this.streams = streams;
    }

    /** From now on the consumers of a stream go with it. */
    public void followStreams() {
        streams.onChange(stream -> {
            if (streams.find(stream).isEmpty()) {
                removeIfGone(stream).subscribe(nothing -> {}, ConsumerSweep::tellOfFailure);
            }
        });
    }

    /** Looks at all consumers once. */
    public Mono<Void> sweep() {
        return table.streams()
                .filter(stream -> streams.find(stream).isEmpty())
                .concatMap(this::removeIfGone)
                .then();
    }

    /** Asks the metadata service: that the mirror has no such stream may only mean that it is not complete yet. */
    Mono<Void> removeIfGone(StreamId stream) {
        return streams.refresh(stream)
                .hasElement()
                .flatMap(exists -> exists ? Mono.empty() : removeAll(stream))
                .retryWhen(Retry.backoff(5, Duration.ofMillis(200))
                        .onRetryExhaustedThrow((retry, last) -> last.failure()));
    }

    private Mono<Void> removeAll(StreamId stream) {
        return Mono.defer(() -> table.read(stream))
                .flatMap(roll -> roll.isEmpty() ? Mono.just(true) : table.removeAll(roll))
                .filter(removed -> removed)
                .repeatWhenEmpty(3, tries -> tries.delayElements(Duration.ofMillis(100)))
                .then();
    }

    private static void tellOfFailure(Throwable failure) {
        log.warn("Consumers of streams that are gone stay for now: {}", failure.toString());
    }
}
