package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.CatalogTable;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.catalog.storage.HeadLayout;
import dev.millrace.metadata.stream.CatalogChange;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamRemoval;
import dev.millrace.metadata.stream.StreamStore;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** One account's partition of the table {@code streams}. A stream that is removed leaves a record of that behind. */
public final class StreamTable extends CatalogTable<StreamName, CatalogEntry, CatalogChange> implements StreamStore {
    private final RemoveStream removeStream;
    private final SelectRemoval selectRemoval;

    /**
     * Prepares every statement, and the account's partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public StreamTable(CqlSession session, Account account) {
        this(
                session,
                new HeadLayout<>("streams", "account_id", account.id(), "name", StreamName::value, StreamName::new));
    }

    private StreamTable(CqlSession session, HeadLayout<StreamName> layout) {
        super(session, layout, new StreamRow());
        this.removeStream = new RemoveStream(session, new HeadColumns<>(layout));
        this.selectRemoval = new SelectRemoval(session, layout.key());
    }

    @Override
    public Mono<Boolean> change(CatalogHead<StreamName> next, CatalogChange change) {
        return change instanceof CatalogChange.Put put
                ? put(next, put.entry())
                : removeStream.execute(next, ((CatalogChange.Remove) change).removal());
    }

    @Override
    public Mono<StreamRemoval> removalOf(StreamId stream) {
        return selectRemoval.execute(RemovalRows.nameOf(stream));
    }

    @Override
    public Mono<StreamRemoval> lastRemovalOf(StreamName name) {
        return selectRemoval.execute(RemovalRows.nameOf(name));
    }
}
