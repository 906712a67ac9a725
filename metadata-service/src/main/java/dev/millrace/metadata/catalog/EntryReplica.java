package dev.millrace.metadata.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A catalogue's entries in memory by their ids, for as many followers as there are. What they take is counted, so that
 * {@link EntryCatalog} can bound it.
 */
public abstract class EntryReplica<E extends VersionedEntry<E>> extends CatalogReplica<String, E>
        implements FollowedCatalog<String, E> {
    private final Map<String, E> byId = new ConcurrentHashMap<>();
    private final Followers<String, E> followers = new Followers<>();
    private final AtomicLong bytes = new AtomicLong();

    protected EntryReplica(CatalogStore<String, E, ?> store) {
        super(store);
    }

    @Override
    public void follow(CatalogFollower<String, E> follower) {
        synchronized (this) {
            Map<String, E> entries = new LinkedHashMap<>(byId);
            constants().forEach(entry -> entries.put(entry.id(), entry));
            followers.add(follower, entries);
        }
        follower.noted();
    }

    @Override
    public void unfollow(CatalogFollower<String, E> follower) {
        followers.remove(follower);
    }

    public int size() {
        return byId.size();
    }

    /** About what all entries take. */
    public long bytes() {
        return bytes.get();
    }

    public Optional<E> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<E> all() {
        return byId.values();
    }

    /** What followers get besides, and nobody can change. */
    protected Collection<E> constants() {
        return List.of();
    }

    @Override
    protected String nameOf(E entry) {
        return entry.id();
    }

    @Override
    protected Collection<String> names() {
        return byId.keySet();
    }

    @Override
    protected void put(E entry) {
        E known = byId.get(entry.id());
        if (known != null && known.version() >= entry.version()) {
            return;
        }
        byId.put(entry.id(), entry);
        bytes.addAndGet(entry.bytes() - (known == null ? 0 : known.bytes()));
        followers.changed(entry.id(), entry);
    }

    @Override
    protected void remove(String id) {
        E removed = byId.remove(id);
        if (removed != null) {
            bytes.addAndGet(-removed.bytes());
            followers.removed(id);
        }
    }

    @Override
    protected void caughtUp() {
        followers.noted();
    }
}
