package dev.millrace.metadata.catalog;

import reactor.core.publisher.Mono;

/**
 * What followers are told of.
 *
 * @param <K> what a follower knows an entry by
 * @param <V> what it is told of the entry
 */
public interface FollowedCatalog<K, V> {
    /** When it completes, followers will be told of every change that was answered before this was subscribed to. */
    Mono<Void> catchUp();

    /** Starts to follow, from the entries that there are now. */
    void follow(CatalogFollower<K, V> follower);

    void unfollow(CatalogFollower<K, V> follower);
}
