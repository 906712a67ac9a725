package dev.millrace.metadata.identity.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.catalog.storage.HeadLayout;
import dev.millrace.metadata.catalog.storage.InsertHead;
import dev.millrace.metadata.catalog.storage.SelectHead;
import dev.millrace.metadata.catalog.storage.SelectRevision;
import dev.millrace.metadata.identity.IdentityChange;
import dev.millrace.metadata.identity.IdentityStore;
import dev.millrace.metadata.identity.model.Identity;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code identities}, which has one partition for all. */
public final class IdentityTable implements IdentityStore {
    /** The one partition's key. */
    static final String DIRECTORY = "identities";

    private final SelectRevision selectRevision;
    private final SelectHead<String> selectHead;
    private final SelectIdentity selectIdentity;
    private final SelectAllIdentities selectAllIdentities;
    private final PutIdentity putIdentity;
    private final RemoveIdentity removeIdentity;

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public IdentityTable(CqlSession session) {
        HeadLayout<String> layout =
                new HeadLayout<>("identities", "directory", DIRECTORY, "id", Function.identity(), Function.identity());
        HeadColumns<String> head = new HeadColumns<>(layout);
        new InsertHead(session).execute(layout);
        this.selectRevision = new SelectRevision(session, layout);
        this.selectHead = new SelectHead<>(session, layout);
        this.selectIdentity = new SelectIdentity(session);
        this.selectAllIdentities = new SelectAllIdentities(session);
        this.putIdentity = new PutIdentity(session, head);
        this.removeIdentity = new RemoveIdentity(session, head);
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
    public Mono<Identity> find(String id) {
        return selectIdentity.execute(id);
    }

    @Override
    public Flux<Identity> all() {
        return selectAllIdentities.execute();
    }

    @Override
    public Mono<Boolean> change(CatalogHead<String> next, IdentityChange change) {
        return change instanceof IdentityChange.Put put
                ? putIdentity.execute(next, put.identity())
                : removeIdentity.execute(next, change.name());
    }
}
