package dev.millrace.metadata.catalog;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A catalogue as it is stored. Every call ends within the storage's request timeout.
 *
 * @param <N> what an entry is read by
 * @param <E> an entry
 * @param <C> a change of one entry
 */
public interface CatalogStore<N, E, C extends NamedChange<N>> {
    /** The revision, cheaply: all changes that were answered are in it, one that was not may be. */
    Mono<Long> revision();

    /** The head, read so that whatever it shows is settled and seen by the reads that follow. */
    Mono<CatalogHead<N>> head();

    /** One entry, or empty. */
    Mono<E> find(N name);

    /** All entries. */
    Flux<E> all();

    /**
     * Makes a change, if the catalogue is still at the revision before {@code next}.
     *
     * @return whether it was made; an error leaves that open
     */
    Mono<Boolean> change(CatalogHead<N> next, C change);
}
