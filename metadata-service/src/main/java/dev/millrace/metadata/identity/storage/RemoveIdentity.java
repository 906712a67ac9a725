package dev.millrace.metadata.identity.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import reactor.core.publisher.Mono;

/** Moves the head and removes one identity, both or neither, if the directory is still at the revision before. */
final class RemoveIdentity {
    private static final String CQL = "DELETE FROM identities WHERE directory = :partition AND id = :id";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<String> head;

    RemoveIdentity(CqlSession session, HeadColumns<String> head) {
        this.session = session;
        this.statement = session.prepare(head.batch(CQL));
        this.head = head;
    }

    Mono<Boolean> execute(CatalogHead<String> next, String id) {
        BoundStatementBuilder bound = head.bind(statement, next).setString("id", id);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
