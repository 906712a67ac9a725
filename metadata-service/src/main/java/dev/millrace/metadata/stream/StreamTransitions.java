package dev.millrace.metadata.stream;

import dev.millrace.metadata.catalog.CatalogChanges;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Completes what is due. The instance that began a transition completes it on time; should it be gone, any other
 * does so a little later, and whoever asks for the stream meanwhile does so at once.
 */
final class StreamTransitions {
    private static final Logger log = LoggerFactory.getLogger(StreamTransitions.class);
    /** How long the others leave a due transition to the instance that began it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final StreamReplica replica;
    private final CatalogChanges<StreamName, CatalogChange> changes;
    private final StreamLifecycle lifecycle;
    private final Clock clock;

    StreamTransitions(
            StreamReplica replica,
            CatalogChanges<StreamName, CatalogChange> changes,
            StreamLifecycle lifecycle,
            Clock clock) {
        this.replica = replica;
        this.changes = changes;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /** Completes the stream's transition if it is due. */
    Mono<Void> settle(StreamName name) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return replica.find(name).filter(entry -> entry.isDue(now)).isEmpty()
                    ? Mono.<Void>empty()
                    : changes.make(version -> replica.find(name).flatMap(entry -> lifecycle.settle(entry, version)))
                            .then();
        });
    }

    /** Completes the transition that a change of ours has begun, when its time has come. */
    void schedule(CatalogChange change) {
        if (change instanceof CatalogChange.Put put) {
            put.entry()
                    .dueAt()
                    .ifPresent(at -> Mono.delay(until(at))
                            .then(settle(put.name()))
                            .subscribe(nothing -> {}, StreamTransitions::leaveToOthers));
        }
    }

    /** Completes whatever was left behind. */
    Mono<Void> settleOverdue() {
        return Flux.defer(() -> {
                    Instant overdue = clock.instant().minus(GRACE);
                    return Flux.fromIterable(replica.inTransition()).filter(entry -> entry.isDue(overdue));
                })
                .concatMap(entry -> settle(entry.name()).onErrorResume(failure -> {
                    leaveToOthers(failure);
                    return Mono.empty();
                }))
                .then();
    }

    private Duration until(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static void leaveToOthers(Throwable failure) {
        log.info("A stream's transition is completed later: {}", failure.toString());
    }
}
