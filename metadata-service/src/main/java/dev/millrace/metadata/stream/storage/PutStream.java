package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.CatalogHead;
import reactor.core.publisher.Mono;

/**
 * Moves the head and writes one stream, both or neither, if the catalogue is still at the revision before.
 *
 * <p>All columns are written, also those that stay empty: a stream's new state must not inherit from its last one. The
 * tombstones are few: of {@code due_at}, {@code key_id}, {@code warm_mibps} and {@code policy}.
 */
final class PutStream {
    private static final String CQL = """
            BEGIN BATCH
              UPDATE streams SET revision = :next, recent_changes = :recent_changes
                WHERE account_id = :account_id IF revision = :expected;
              INSERT INTO streams (account_id, %s) VALUES (:account_id, %s);
            APPLY BATCH
            """.formatted(StreamRow.COLUMNS, StreamRow.MARKERS);

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    PutStream(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<Boolean> execute(CatalogHead next, CatalogEntry entry) {
        BoundStatementBuilder head = HeadColumns.bind(statement.boundStatementBuilder(), statement, accountId, next);
        BoundStatementBuilder bound = StreamRow.bind(head, statement, entry);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
