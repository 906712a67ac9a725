package dev.millrace.metadata.catalog;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * The open watches of this instance on one catalogue.
 *
 * @param <K> what watchers know an entry by
 * @param <V> what they are told of the entry
 */
public final class CatalogWatches<K, V> {
    /** Whoever watches a catalogue that could not be read for so long is better off with another instance. */
    private static final Duration LONGEST_AGE = Duration.ofSeconds(10);

    private final FollowedCatalog<K, V> catalog;
    private final Set<CatalogWatch<K, V>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public CatalogWatches(FollowedCatalog<K, V> catalog) {
        this.catalog = catalog;
    }

    /** Starts a watch on the catalogue as it stands now; an error if that cannot be read. */
    public Mono<Void> start(CatalogWatch<K, V> watch) {
        return catalog.catchUp().then(Mono.fromRunnable(() -> {
            open.add(watch);
            catalog.follow(watch);
            // Whichever comes second, this or close, ends the watch.
            if (closed) {
                watch.complete();
            }
        }));
    }

    /** How old what watchers are told is. */
    public Duration age() {
        return catalog.age();
    }

    /** Tells all watchers how old what they were told is, though nothing changes; if it is too old, to connect again. */
    public void tellAges() {
        boolean lost = age().compareTo(LONGEST_AGE) > 0;
        open.forEach(lost ? CatalogWatch::complete : CatalogWatch::tellAge);
    }

    public void stop(CatalogWatch<K, V> watch) {
        catalog.unfollow(watch);
        open.remove(watch);
    }

    public int openCount() {
        return open.size();
    }

    /** Ends all watches and every later one, so that the watchers go to another instance. */
    public void close() {
        closed = true;
        open.forEach(CatalogWatch::complete);
    }
}
