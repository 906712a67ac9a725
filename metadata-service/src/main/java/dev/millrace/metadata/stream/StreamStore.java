package dev.millrace.metadata.stream;

import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** The streams as they are stored, by name, and those that were removed lately. */
public interface StreamStore extends CatalogStore<StreamName, CatalogEntry, CatalogChange> {
    /** The record of a stream's removal; empty when there is none. */
    Mono<StreamRemoval> removalOf(StreamId stream);

    /** The record of the last removal of a name; empty when there is none. */
    Mono<StreamRemoval> lastRemovalOf(StreamName name);
}
