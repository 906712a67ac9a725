package dev.millrace.metadata.stream;

import dev.millrace.protocol.error.StreamErrors;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes changes by compare-and-set: catch up, decide by the rule, and write if the catalogue has not moved meanwhile;
 * else again from the start. What a rule saw is therefore exactly what its change applies to.
 */
final class CatalogChanges {
    private static final Logger log = LoggerFactory.getLogger(CatalogChanges.class);
    private static final int ATTEMPTS = 16;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final StreamStore store;
    private final StreamReplica replica;
    private final ChangeQueue queue = new ChangeQueue();

    CatalogChanges(StreamStore store, StreamReplica replica) {
        this.store = store;
        this.replica = replica;
    }

    /** Decides on the catalogue as the replica has it. */
    @FunctionalInterface
    interface Rule {
        /**
         * @param version the revision that the change will make
         * @return empty when there is nothing to change
         * @throws dev.millrace.protocol.error.KinesisException when the change is refused
         */
        Optional<? extends CatalogChange> decide(long version);
    }

    /** The change that was made, or empty when the rule had none; LimitExceededException when others keep winning. */
    Mono<CatalogChange> make(Rule rule) {
        return queue.enter(attempt(rule, 1));
    }

    private Mono<CatalogChange> attempt(Rule rule, int number) {
        return replica.catchUp().then(Mono.defer(() -> {
            CatalogHead head = replica.head();
            Optional<? extends CatalogChange> decided = rule.decide(head.revision() + 1);
            if (decided.isEmpty()) {
                return Mono.empty();
            }
            CatalogChange change = decided.get();
            return write(head, change).flatMap(made -> {
                if (made) {
                    return publish().thenReturn(change);
                }
                return number < ATTEMPTS
                        ? Mono.delay(pause()).then(attempt(rule, number + 1))
                        : Mono.error(StreamErrors.rateExceeded());
            });
        }));
    }

    private Mono<Boolean> write(CatalogHead head, CatalogChange change) {
        UUID changeId = UUID.randomUUID();
        return store.change(head.next(change.name(), changeId), change).onErrorResume(failure -> {
            log.info("A change of the catalogue was left without an answer: {}", failure.toString());
            return wasMade(changeId);
        });
    }

    /** A settled read of the head ends the doubt: a change that it does not show can no longer happen. */
    private Mono<Boolean> wasMade(UUID changeId) {
        return store.head().map(settled -> settled.contains(changeId));
    }

    /** Shows the change to this instance's followers at once. It is made, so a failure here is not the caller's. */
    private Mono<Void> publish() {
        return replica.catchUp().onErrorResume(failure -> {
            log.info("A change of the catalogue is shown with the next poll: {}", failure.toString());
            return Mono.empty();
        });
    }

    private static Duration pause() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toMillis()));
    }
}
