package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.stream.CatalogChange;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.CatalogHead;
import dev.millrace.metadata.stream.StreamStore;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One account's partition of the table {@code streams}. */
public final class StreamTable implements StreamStore {
    private final SelectRevision selectRevision;
    private final SelectHead selectHead;
    private final SelectStream selectStream;
    private final SelectAllStreams selectAllStreams;
    private final PutStream putStream;
    private final RemoveStream removeStream;

    /**
     * Prepares every statement, and the account's partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public StreamTable(CqlSession session, Account account) {
        new InsertHead(session).execute(account.id());
        this.selectRevision = new SelectRevision(session, account.id());
        this.selectHead = new SelectHead(session, account.id());
        this.selectStream = new SelectStream(session, account.id());
        this.selectAllStreams = new SelectAllStreams(session, account.id());
        this.putStream = new PutStream(session, account.id());
        this.removeStream = new RemoveStream(session, account.id());
    }

    @Override
    public Mono<Long> revision() {
        return selectRevision.execute();
    }

    @Override
    public Mono<CatalogHead> head() {
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
    public Mono<Boolean> change(CatalogHead next, CatalogChange change) {
        return change instanceof CatalogChange.Put put
                ? putStream.execute(next, put.entry())
                : removeStream.execute(next, change.name());
    }
}
