package dev.millrace.metadata.identity.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.identity.model.Identity;
import reactor.core.publisher.Mono;

/**
 * Moves the head and writes one identity, both or neither, if the directory is still at the revision before.
 *
 * <p>All columns are written, also those that stay empty: an identity's new state must not inherit from its last one.
 */
final class PutIdentity {
    private static final String CQL = "INSERT INTO identities (directory, %s) VALUES (:partition, %s)"
            .formatted(IdentityRow.COLUMNS, IdentityRow.MARKERS);

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<String> head;

    PutIdentity(CqlSession session, HeadColumns<String> head) {
        this.session = session;
        this.statement = session.prepare(head.batch(CQL));
        this.head = head;
    }

    Mono<Boolean> execute(CatalogHead<String> next, Identity identity) {
        BoundStatementBuilder bound = IdentityRow.bind(head.bind(statement, next), statement, identity);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
