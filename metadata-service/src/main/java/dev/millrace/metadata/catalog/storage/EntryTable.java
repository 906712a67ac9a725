package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.catalog.VersionedEntry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A table that has one partition for all entries of a catalogue, by their ids. */
public abstract class EntryTable<E extends VersionedEntry<E>> implements CatalogStore<String, E, EntryChange<E>> {
    private final SelectRevision selectRevision;
    private final SelectHead<String> selectHead;
    private final SelectEntry<E> selectEntry;
    private final SelectEntries<E> selectEntries;
    private final PutEntry<E> putEntry;
    private final RemoveEntry removeEntry;

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    protected EntryTable(CqlSession session, HeadLayout<String> layout, EntryRow<E> row) {
        new InsertHead(session).execute(layout);
        this.selectRevision = new SelectRevision(session, layout);
        this.selectHead = new SelectHead<>(session, layout);
        this.selectEntry = new SelectEntry<>(session, layout, row);
        this.selectEntries = new SelectEntries<>(session, layout, row);
        this.putEntry = new PutEntry<>(session, layout, row);
        this.removeEntry = new RemoveEntry(session, layout);
    }

    @Override
    public Mono<Long> revision() {
        return selectRevision.execute();
    }

    @Override
    public Mono<CatalogHead<String>> head() {
        return selectHead.execute();
    }

    @Override
    public Mono<E> find(String id) {
        return selectEntry.execute(id);
    }

    @Override
    public Flux<E> all() {
        return selectEntries.execute();
    }

    @Override
    public Mono<Boolean> change(CatalogHead<String> next, EntryChange<E> change) {
        return change instanceof EntryChange.Put<E> put
                ? putEntry.execute(next, put.entry())
                : removeEntry.execute(next, change.name());
    }
}
