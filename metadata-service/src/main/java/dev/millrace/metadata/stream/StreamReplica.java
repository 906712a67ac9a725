package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.catalog.CatalogFollower;
import dev.millrace.metadata.catalog.CatalogReplica;
import dev.millrace.metadata.catalog.FollowedCatalog;
import dev.millrace.metadata.catalog.Followers;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * All streams in memory, bounded by the account's limit of shards. Followers know a stream by its id: another life of a name
 * is another stream.
 */
public final class StreamReplica extends CatalogReplica<StreamName, CatalogEntry>
        implements FollowedCatalog<StreamId, StreamDescription> {
    private final NavigableMap<StreamName, CatalogEntry> byName = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<StreamId, StreamName> nameById = new ConcurrentHashMap<>();
    private final ConcurrentMap<StreamName, CatalogEntry> inTransition = new ConcurrentHashMap<>();
    private final Followers<StreamId, StreamDescription> followers = new Followers<>();

    public StreamReplica(StreamStore store) {
        this(store, System::nanoTime);
    }

    /** @param nanoTime monotonic nanoseconds from any origin */
    public StreamReplica(StreamStore store, LongSupplier nanoTime) {
        super(store, nanoTime);
    }

    /** How many streams there are. */
    public int size() {
        return nameById.size();
    }

    @Override
    public void follow(CatalogFollower<StreamId, StreamDescription> follower) {
        synchronized (this) {
            Map<StreamId, StreamDescription> streams = new LinkedHashMap<>();
            byName.values().forEach(entry -> streams.put(entry.stream().id(), entry.stream()));
            followers.add(follower, streams);
        }
        follower.noted();
    }

    @Override
    public void unfollow(CatalogFollower<StreamId, StreamDescription> follower) {
        followers.remove(follower);
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

    @Override
    protected StreamName nameOf(CatalogEntry entry) {
        return entry.name();
    }

    @Override
    protected Collection<StreamName> names() {
        return byName.keySet();
    }

    @Override
    protected void put(CatalogEntry entry) {
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
        followers.changed(entry.stream().id(), entry.stream());
    }

    @Override
    protected void remove(StreamName name) {
        CatalogEntry removed = byName.remove(name);
        if (removed != null) {
            nameById.remove(removed.stream().id());
            inTransition.remove(name);
            followers.removed(removed.stream().id());
        }
    }

    @Override
    protected void caughtUp() {
        followers.noted();
    }
}
