package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The whole catalogue in memory, bounded by the account's limit of shards. It is brought up to date by reading the
 * head, and then only the streams that changed since: once before every answer ({@link #catchUp()}), so that each
 * answer shows all changes answered before it, by whatever instance; and some times a second ({@link #poll()}) for
 * the followers' sake.
 *
 * <p>{@code catchUp} is the only writer, one run at a time. The revision is moved after the streams it stands for, so
 * whoever reads the revision first and the streams second has streams at least that new.
 */
public final class StreamReplica {
    private static final long UNKNOWN = -1;
    /** Streams that are read side by side. */
    private static final int READS_IN_FLIGHT = 8;

    private final StreamStore store;
    private final SharedRun catchUp = new SharedRun(this::readChanges);
    private final NavigableMap<StreamName, CatalogEntry> byName = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<StreamId, StreamName> nameById = new ConcurrentHashMap<>();
    private final ConcurrentMap<StreamName, CatalogEntry> inTransition = new ConcurrentHashMap<>();
    private final Set<StreamFollower> followers = new CopyOnWriteArraySet<>();
    private volatile CatalogHead head = new CatalogHead(UNKNOWN, List.of());

    public StreamReplica(StreamStore store) {
        this.store = store;
    }

    /** Whether the catalogue was read at least once. */
    public boolean isLoaded() {
        return head.revision() != UNKNOWN;
    }

    /** How many streams there are. */
    public int size() {
        return nameById.size();
    }

    /** When it completes, the replica shows every change that was answered before this was subscribed to. */
    public Mono<Void> catchUp() {
        return catchUp.join();
    }

    /** As {@link #catchUp()}, but costs one small read when nothing has changed. */
    public Mono<Void> poll() {
        return store.revision().filter(revision -> revision != head.revision()).flatMap(revision -> catchUp());
    }

    /** Starts to follow, from the streams that the replica has now. */
    public void follow(StreamFollower follower) {
        synchronized (this) {
            follower.startFrom(
                    byName.values().stream().map(CatalogEntry::stream).toList());
            followers.add(follower);
        }
        follower.noted();
    }

    public void unfollow(StreamFollower follower) {
        followers.remove(follower);
    }

    CatalogHead head() {
        return head;
    }

    Optional<CatalogEntry> find(StreamName name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<CatalogEntry> find(StreamId id) {
        return Optional.ofNullable(nameById.get(id))
                .map(byName::get)
                .filter(entry -> entry.stream().id().equals(id));
    }

    /** All streams by name, those after the given one if there is one. */
    Collection<CatalogEntry> after(Optional<StreamName> name) {
        return name.map(last -> byName.tailMap(last, false)).orElse(byName).values();
    }

    /** Those whose state changes by itself. */
    Collection<CatalogEntry> inTransition() {
        return inTransition.values();
    }

    /** What all streams together use. A stream that is due to become ACTIVE no longer counts as being created. */
    AccountUsage usage(Instant now) {
        int openShards = 0;
        int onDemand = 0;
        for (CatalogEntry entry : byName.values()) {
            openShards += entry.stream().shards().openCount();
            onDemand += entry.stream().mode() == StreamMode.ON_DEMAND ? 1 : 0;
        }
        long creating = inTransition.values().stream()
                .filter(entry -> entry.stream().status() == StreamStatus.CREATING && !entry.isDue(now))
                .count();
        return new AccountUsage(openShards, onDemand, (int) creating);
    }

    private Mono<Void> readChanges() {
        return store.head()
                // What follows is not the work of the driver's event loop.
                .publishOn(Schedulers.parallel())
                .flatMap(stored -> {
                    CatalogHead known = head;
                    if (stored.revision() == known.revision()) {
                        return Mono.<Void>empty();
                    }
                    return (isLoaded() ? stored.changedSince(known.revision()) : Optional.<Set<StreamName>>empty())
                            .map(this::readNamed)
                            .orElseGet(this::readAll)
                            .doOnSuccess(done -> {
                                head = stored;
                                followers.forEach(StreamFollower::noted);
                            });
                });
    }

    private Mono<Void> readNamed(Set<StreamName> names) {
        return Flux.fromIterable(names)
                .flatMapSequential(
                        name -> store.find(name).map(Optional::of).defaultIfEmpty(Optional.empty()), READS_IN_FLIGHT)
                .collectList()
                .publishOn(Schedulers.parallel())
                .doOnNext(entries -> apply(List.copyOf(names), entries))
                .then();
    }

    private synchronized void apply(List<StreamName> names, List<Optional<CatalogEntry>> entries) {
        for (int i = 0; i < names.size(); i++) {
            StreamName name = names.get(i);
            entries.get(i).ifPresentOrElse(this::put, () -> remove(name));
        }
    }

    private Mono<Void> readAll() {
        return store.all()
                .collectMap(CatalogEntry::name)
                .publishOn(Schedulers.parallel())
                .doOnNext(stored -> {
                    synchronized (this) {
                        byName.keySet().stream()
                                .filter(name -> !stored.containsKey(name))
                                .toList()
                                .forEach(this::remove);
                        stored.values().forEach(this::put);
                    }
                })
                .then();
    }

    private void put(CatalogEntry entry) {
        CatalogEntry known = byName.get(entry.name());
        if (known != null && !known.stream().id().equals(entry.stream().id())) {
            remove(entry.name());
        } else if (known != null && known.stream().version() >= entry.stream().version()) {
            return;
        }
        byName.put(entry.name(), entry);
        nameById.put(entry.stream().id(), entry.name());
        if (entry.dueAt().isPresent()) {
            inTransition.put(entry.name(), entry);
        } else {
            inTransition.remove(entry.name());
        }
        followers.forEach(follower -> follower.changed(entry.stream()));
    }

    private void remove(StreamName name) {
        CatalogEntry removed = byName.remove(name);
        if (removed != null) {
            nameById.remove(removed.stream().id());
            inTransition.remove(name);
            followers.forEach(follower -> follower.removed(removed.stream().id()));
        }
    }
}
