package dev.millrace.metadata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How old what an instance knows is, and what watchers are told of that. */
class CatalogAgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong(-3);
    private final Store store = new Store();
    private final Replica replica = new Replica(store, nanos);
    private final RecordedOutlet<String, String> recorder = new RecordedOutlet<>(entry -> entry);
    private final CatalogWatches<String, String> watches = new CatalogWatches<>(replica);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void poll() {
        replica.poll().onErrorComplete().block(PATIENCE);
    }

    private void watch() {
        watches.start(new CatalogWatch<>(recorder, watches::age)).block(PATIENCE);
    }

    @Test
    void isTheTimeSinceTheLastReadingThatCameToAnEndAlsoWhenNothingChanges() {
        poll();
        pass(Duration.ofSeconds(3));
        assertThat(replica.age()).isEqualTo(Duration.ofSeconds(3));

        poll();
        assertThat(replica.age()).isZero();

        store.away = true;
        pass(Duration.ofSeconds(7));
        poll();
        assertThat(replica.age()).isEqualTo(Duration.ofSeconds(7));

        store.away = false;
        store.revision++;
        poll();
        assertThat(replica.age()).isZero();
    }

    @Test
    void aReadingIsAsOldAsItsBeginning() {
        store.takes = Duration.ofSeconds(4);
        poll();

        assertThat(replica.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void watchersAreToldOfItThoughNothingChanges() {
        watch();
        pass(Duration.ofSeconds(2));
        watches.tellAges();

        assertThat(recorder.events).containsExactly("end", "as of 2 s ago");
    }

    @Test
    void anInstanceThatHasLostItsStoreSendsItsWatchersAway() {
        watch();
        store.away = true;
        pass(Duration.ofSeconds(11));
        poll();
        watches.tellAges();

        assertThat(recorder.events).containsExactly("end", "complete");
    }

    /** Nothing but a revision. */
    private final class Store implements CatalogStore<String, String, NamedChange<String>> {
        private boolean away;
        private long revision;
        private Duration takes = Duration.ZERO;

        private <T> Mono<T> read(T value) {
            return Mono.defer(() -> {
                pass(takes);
                return away ? Mono.error(new IllegalStateException("away")) : Mono.just(value);
            });
        }

        @Override
        public Mono<Long> revision() {
            return read(revision);
        }

        @Override
        public Mono<CatalogHead<String>> head() {
            return read(new CatalogHead<>(revision, List.of()));
        }

        @Override
        public Mono<String> find(String name) {
            return Mono.empty();
        }

        @Override
        public Flux<String> all() {
            return Flux.empty();
        }

        @Override
        public Mono<Boolean> change(CatalogHead<String> next, NamedChange<String> change) {
            return Mono.just(false);
        }
    }

    private static final class Replica extends CatalogReplica<String, String>
            implements FollowedCatalog<String, String> {
        private final Map<String, String> entries = new HashMap<>();
        private final Followers<String, String> followers = new Followers<>();

        Replica(Store store, AtomicLong nanos) {
            super(store, nanos::get);
        }

        @Override
        public void follow(CatalogFollower<String, String> follower) {
            followers.add(follower, entries);
            follower.noted();
        }

        @Override
        public void unfollow(CatalogFollower<String, String> follower) {
            followers.remove(follower);
        }

        @Override
        protected String nameOf(String entry) {
            return entry;
        }

        @Override
        protected Collection<String> names() {
            return entries.keySet();
        }

        @Override
        protected void put(String entry) {
            entries.put(entry, entry);
        }

        @Override
        protected void remove(String name) {
            entries.remove(name);
        }

        @Override
        protected void caughtUp() {
            followers.noted();
        }
    }
}
