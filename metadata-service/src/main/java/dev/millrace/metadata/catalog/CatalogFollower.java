package dev.millrace.metadata.catalog;

import java.util.Map;

/**
 * Is told of every entry once, then of every change. The first three are called in order, one at a time, and only
 * take note; {@link #noted()} comes afterwards, from any thread, and may take its time.
 *
 * @param <K> what the follower knows an entry by
 * @param <V> what it is told of the entry
 */
public interface CatalogFollower<K, V> {
    /** All entries at the moment that following began. */
    void startFrom(Map<K, V> entries);

    void changed(K key, V entry);

    void removed(K key);

    /** There is something new to pass on. */
    void noted();
}
