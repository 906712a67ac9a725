package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.metadata.catalog.NamedChange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A table that has one partition for a catalogue: its head in static columns, and a row for each entry. What the removal of an
 * entry is, each says itself.
 *
 * @param <N> what an entry is read by
 * @param <E> an entry
 * @param <C> a change of one entry
 */
public abstract class CatalogTable<N, E, C extends NamedChange<N>> implements CatalogStore<N, E, C> {
    private final SelectRevision selectRevision;
    private final SelectHead<N> selectHead;
    private final SelectEntry<N, E> selectEntry;
    private final SelectEntries<E> selectEntries;
    private final PutEntry<N, E> putEntry;

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    protected CatalogTable(CqlSession session, HeadLayout<N> layout, EntryRow<E> row) {
        new InsertHead(session).execute(layout);
        this.selectRevision = new SelectRevision(session, layout);
        this.selectHead = new SelectHead<>(session, layout);
        this.selectEntry = new SelectEntry<>(session, layout, row);
        this.selectEntries = new SelectEntries<>(session, layout, row);
        this.putEntry = new PutEntry<>(session, layout, row);
    }

    @Override
    public final Mono<Long> revision() {
        return selectRevision.execute();
    }

    @Override
    public final Mono<CatalogHead<N>> head() {
        return selectHead.execute();
    }

    @Override
    public final Mono<E> find(N name) {
        return selectEntry.execute(name);
    }

    @Override
    public final Flux<E> all() {
        return selectEntries.execute();
    }

    /** Moves the head and writes the entry, if the catalogue is still at the revision before. */
    protected final Mono<Boolean> put(CatalogHead<N> next, E entry) {
        return putEntry.execute(next, entry);
    }
}
