package dev.millrace.metadata.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A whole catalogue in memory. It is brought up to date by reading the head, and then only the entries that changed since:
 * once before every answer ({@link #catchUp()}), so that each answer shows all changes answered before it, by whatever
 * instance; and some times a second ({@link #poll()}) for the followers' sake.
 *
 * <p>{@code catchUp} is the only writer, one run at a time. The revision is moved after the entries it stands for, so
 * whoever reads the revision first and the entries second has entries at least that new.
 *
 * @param <N> what an entry is read by
 * @param <E> an entry
 */
public abstract class CatalogReplica<N, E> {
    private static final long UNKNOWN = -1;
    /** Entries that are read side by side. */
    private static final int READS_IN_FLIGHT = 8;

    private final CatalogStore<N, E, ?> store;
    private final SharedRun catchUp = new SharedRun(this::readChanges);
    private final LongSupplier nanoTime;
    private volatile CatalogHead<N> head = new CatalogHead<>(UNKNOWN, List.of());
    /** When the last reading began that came to an end. */
    private volatile long asOfNanos;

    protected CatalogReplica(CatalogStore<N, E, ?> store) {
        this(store, System::nanoTime);
    }

    protected CatalogReplica(CatalogStore<N, E, ?> store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.asOfNanos = nanoTime.getAsLong();
    }

    /** Whether the catalogue was read at least once. */
    public boolean isLoaded() {
        return head.revision() != UNKNOWN;
    }

    /** When it completes, the replica shows every change that was answered before this was subscribed to. */
    public Mono<Void> catchUp() {
        return catchUp.join();
    }

    /** The answer to a question about the entries, which are brought up to date before. */
    public <R> Mono<R> ask(Supplier<R> question) {
        return catchUp().then(Mono.fromSupplier(question));
    }

    /** As {@link #catchUp()}, but costs one small read when nothing has changed. */
    public Mono<Void> poll() {
        return Mono.defer(() -> {
            long began = nanoTime.getAsLong();
            return store.revision().flatMap(revision -> {
                if (revision != head.revision()) {
                    return catchUp();
                }
                isAsOf(began);
                return Mono.empty();
            });
        });
    }

    /** How long ago there was nothing in the store that the replica does not show. */
    public Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - asOfNanos);
    }

    private synchronized void isAsOf(long nanos) {
        if (nanos - asOfNanos > 0) {
            asOfNanos = nanos;
        }
    }

    public CatalogHead<N> head() {
        return head;
    }

    /** What an entry is read by. */
    protected abstract N nameOf(E entry);

    /** Of all entries that the replica has. */
    protected abstract Collection<N> names();

    /** Takes an entry as it was read, which may be one that is known; called with this object's lock held. */
    protected abstract void put(E entry);

    /** Drops what is gone, which may be unknown as well; called with this object's lock held. */
    protected abstract void remove(N name);

    /** All entries that the head stands for are taken. */
    protected abstract void caughtUp();

    private Mono<Void> readChanges() {
        return Mono.defer(() -> {
            long began = nanoTime.getAsLong();
            return readChangesOf(store.head()).doOnSuccess(done -> isAsOf(began));
        });
    }

    private Mono<Void> readChangesOf(Mono<CatalogHead<N>> read) {
        return read
                // What follows is not the work of the driver's event loop.
                .publishOn(Schedulers.parallel())
                .flatMap(stored -> {
                    CatalogHead<N> known = head;
                    if (stored.revision() == known.revision()) {
                        return Mono.<Void>empty();
                    }
                    return (isLoaded() ? stored.changedSince(known.revision()) : Optional.<Set<N>>empty())
                            .map(this::readNamed)
                            .orElseGet(this::readAll)
                            .doOnSuccess(done -> {
                                head = stored;
                                caughtUp();
                            });
                });
    }

    private Mono<Void> readNamed(Set<N> names) {
        return Flux.fromIterable(names)
                .flatMapSequential(
                        name -> store.find(name).map(Optional::of).defaultIfEmpty(Optional.empty()), READS_IN_FLIGHT)
                .collectList()
                .publishOn(Schedulers.parallel())
                .doOnNext(entries -> apply(List.copyOf(names), entries))
                .then();
    }

    private synchronized void apply(List<N> names, List<Optional<E>> entries) {
        for (int i = 0; i < names.size(); i++) {
            N name = names.get(i);
            entries.get(i).ifPresentOrElse(this::put, () -> remove(name));
        }
    }

    private Mono<Void> readAll() {
        return store.all()
                .collectMap(this::nameOf)
                .publishOn(Schedulers.parallel())
                .doOnNext(this::replaceAll)
                .then();
    }

    private synchronized void replaceAll(Map<N, E> stored) {
        names().stream().filter(name -> !stored.containsKey(name)).toList().forEach(this::remove);
        stored.values().forEach(this::put);
    }
}
