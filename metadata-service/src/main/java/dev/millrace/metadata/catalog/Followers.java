package dev.millrace.metadata.catalog;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Whoever follows a catalogue; told by the replica, which keeps the order.
 *
 * @param <K> what a follower knows an entry by
 * @param <V> what it is told of the entry
 */
public final class Followers<K, V> {
    private final Set<CatalogFollower<K, V>> followers = new CopyOnWriteArraySet<>();

    /** Adds one, beginning with the given entries. */
    public void add(CatalogFollower<K, V> follower, Map<K, V> entries) {
        follower.startFrom(entries);
        followers.add(follower);
    }

    public void remove(CatalogFollower<K, V> follower) {
        followers.remove(follower);
    }

    public void changed(K key, V entry) {
        followers.forEach(follower -> follower.changed(key, entry));
    }

    public void removed(K key) {
        followers.forEach(follower -> follower.removed(key));
    }

    public void noted() {
        followers.forEach(CatalogFollower::noted);
    }
}
