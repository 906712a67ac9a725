package dev.millrace.metadata.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes changes by compare-and-set: catch up, decide by the rule, and write if the catalogue has not moved meanwhile;
 * else again from the start. What a rule saw is therefore exactly what its change applies to.
 *
 * @param <N> what an entry is read by
 * @param <C> a change of one entry
 */
public final class CatalogChanges<N, C extends NamedChange<N>> {
    private static final Logger log = LoggerFactory.getLogger(CatalogChanges.class);
    private static final int ATTEMPTS = 16;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final CatalogStore<N, ?, C> store;
    private final CatalogReplica<N, ?> replica;
    private final Supplier<? extends RuntimeException> tooMany;
    private final Supplier<UUID> ids;
    private final ChangeQueue queue;

    /** @param tooMany what callers are told when others keep winning, or too many wait */
    public CatalogChanges(
            CatalogStore<N, ?, C> store, CatalogReplica<N, ?> replica, Supplier<? extends RuntimeException> tooMany) {
        this(store, replica, tooMany, UUID::randomUUID);
    }

    /**
     * @param tooMany what callers are told when others keep winning, or too many wait
     * @param ids random; gives each change its own
     */
    public CatalogChanges(
            CatalogStore<N, ?, C> store,
            CatalogReplica<N, ?> replica,
            Supplier<? extends RuntimeException> tooMany,
            Supplier<UUID> ids) {
        this.store = store;
        this.replica = replica;
        this.tooMany = tooMany;
        this.ids = ids;
        this.queue = new ChangeQueue(tooMany);
    }

    /** Decides on the catalogue as the replica has it. */
    @FunctionalInterface
    public interface Rule<C> {
        /**
         * @param version the revision that the change will make
         * @return empty when there is nothing to change
         * @throws RuntimeException when the change is refused
         */
        Optional<? extends C> decide(long version);
    }

    /** Decides on the catalogue as the replica has it, and on something that is read besides. */
    @FunctionalInterface
    public interface InformedRule<F, C> {
        /**
         * @param fact what was read, of the same moment as the catalogue
         * @param version the revision that the change will make
         * @return empty when there is nothing to change
         * @throws RuntimeException when the change is refused
         */
        Optional<? extends C> decide(F fact, long version);
    }

    /** The change that was made, or empty when the rule had none. */
    public Mono<C> make(Rule<C> rule) {
        return make(Mono.just(true), (nothing, version) -> rule.decide(version));
    }

    /**
     * The change that was made, or empty when the rule had none.
     *
     * @param fact a value that only changes with the catalogue; subscribed to anew with each attempt
     */
    public <F> Mono<C> make(Mono<F> fact, InformedRule<F, C> rule) {
        return queue.enter(attempt(fact, rule, 1));
    }

    private <F> Mono<C> attempt(Mono<F> fact, InformedRule<F, C> rule, int number) {
        return replica.catchUp().then(Mono.defer(() -> {
            // Before the fact is read: should the catalogue move meanwhile, the change is not made.
            CatalogHead<N> head = replica.head();
            return fact.flatMap(known -> Mono.justOrEmpty(
                            rule.decide(known, head.revision() + 1).map(decided -> (C) decided)))
                    .flatMap(change -> write(head, change).flatMap(made -> {
                        if (made) {
                            return publish().thenReturn(change);
                        }
                        return number < ATTEMPTS
                                ? Mono.delay(pause()).then(attempt(fact, rule, number + 1))
                                : Mono.error(tooMany);
                    }));
        }));
    }

    private Mono<Boolean> write(CatalogHead<N> head, C change) {
        UUID changeId = ids.get();
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

    private Duration pause() {
        return Duration.ofMillis(Math.floorMod(ids.get().getLeastSignificantBits(), LONGEST_PAUSE.toMillis()));
    }
}
