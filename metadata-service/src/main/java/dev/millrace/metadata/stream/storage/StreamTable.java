package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.catalog.storage.HeadLayout;
import dev.millrace.metadata.catalog.storage.InsertHead;
import dev.millrace.metadata.catalog.storage.SelectHead;
import dev.millrace.metadata.catalog.storage.SelectRevision;
import dev.millrace.metadata.stream.CatalogChange;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamRemoval;
import dev.millrace.metadata.stream.StreamStore;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One account's partition of the table {@code streams}. */
public final class StreamTable implements StreamStore {
    private final SelectRevision selectRevision;
    private final SelectHead<StreamName> selectHead;
    private final SelectStream selectStream;
    private final SelectAllStreams selectAllStreams;
    private final PutStream putStream;
    private final RemoveStream removeStream;
    private final SelectRemoval selectRemoval;

    /**
     * Prepares every statement, and the account's partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public StreamTable(CqlSession session, Account account) {
        HeadLayout<StreamName> layout =
                new HeadLayout<>("streams", "account_id", account.id(), "name", StreamName::value, StreamName::new);
        HeadColumns<StreamName> head = new HeadColumns<>(layout);
        new InsertHead(session).execute(layout);
        this.selectRevision = new SelectRevision(session, layout);
        this.selectHead = new SelectHead<>(session, layout);
        this.selectStream = new SelectStream(session, account.id());
        this.selectAllStreams = new SelectAllStreams(session, account.id());
        this.putStream = new PutStream(session, head);
        this.removeStream = new RemoveStream(session, head);
        this.selectRemoval = new SelectRemoval(session, account.id());
    }

    @Override
    public Mono<Long> revision() {
        return selectRevision.execute();
    }

    @Override
    public Mono<CatalogHead<StreamName>> head() {
        return selectHead.execute();
    }

    @Override
    public Mono<CatalogEntry> find(StreamName name) {
        return selectStream.execute(name);
    }

    @Override
    public Flux<CatalogEntry> all() {
        return selectAllStreams.execute();
    }

    @Override
    public Mono<Boolean> change(CatalogHead<StreamName> next, CatalogChange change) {
        if (change instanceof CatalogChange.Remove remove) {
            return removeStream.execute(next, remove.removal());
        }
        return putStream.execute(next, ((CatalogChange.Put) change).entry());
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
