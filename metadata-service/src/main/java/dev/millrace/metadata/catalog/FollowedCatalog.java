package dev.millrace.metadata.catalog;

import java.time.Duration;
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

    /** How long ago there was nothing that followers have not been told of, or will be with what they are noted of next. */
    Duration age();

    /** Starts to follow, from the entries that there are now. */
    void follow(CatalogFollower<K, V> follower);

    void unfollow(CatalogFollower<K, V> follower);
}
