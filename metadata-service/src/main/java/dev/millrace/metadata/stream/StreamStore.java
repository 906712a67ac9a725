package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalogue as it is stored. Every call ends within the storage's request timeout. */
public interface StreamStore {
    /** The revision, cheaply: all changes that were answered are in it, one that was not may be. */
    Mono<Long> revision();

    /** The head, read so that whatever it shows is settled and seen by the reads that follow. */
    Mono<CatalogHead> head();

    /** One stream, or empty. */
    Mono<CatalogEntry> find(StreamName name);

    /** All streams, by name. */
    Flux<CatalogEntry> all();

    /**
     * Makes a change, if the catalogue is still at the revision before {@code next}.
     *
     * @return whether it was made; an error leaves that open
     */
    Mono<Boolean> change(CatalogHead next, CatalogChange change);
}
