package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.catalog.VersionedEntry;
import reactor.core.publisher.Mono;

/** The table of a catalogue whose entries have ids, and leave nothing behind. */
public abstract class EntryTable<E extends VersionedEntry<E>> extends CatalogTable<String, E, EntryChange<E>> {
    private final RemoveEntry removeEntry;

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    protected EntryTable(CqlSession session, HeadLayout<String> layout, EntryRow<E> row) {
        super(session, layout, row);
        this.removeEntry = new RemoveEntry(session, layout);
    }

    @Override
    public final Mono<Boolean> change(CatalogHead<String> next, EntryChange<E> change) {
        return change instanceof EntryChange.Put<E> put
                ? put(next, put.entry())
                : removeEntry.execute(next, change.name());
    }
}
