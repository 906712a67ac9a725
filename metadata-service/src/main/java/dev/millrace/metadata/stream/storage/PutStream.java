package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ReactiveRow;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.CatalogHead;
import reactor.core.publisher.Mono;

/**
 * Moves the head and writes one stream, both or neither, if the catalogue is still at the revision before.
 *
 * <p>All columns are written, also those that stay empty: a stream's new state must not inherit from its last one. The
 * tombstones are few, and only of the columns {@code due_at} and {@code key_id}.
 */
final class PutStream {
    private static final String CQL =
            """
            BEGIN BATCH
              UPDATE streams SET revision = :next, recent_changes = :recent_changes
                WHERE account_id = :account_id IF revision = :expected;
              INSERT INTO streams (account_id, %s) VALUES (:account_id, %s);
            APPLY BATCH
            """
                    .formatted(StreamRow.COLUMNS, StreamRow.MARKERS);

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    PutStream(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<Boolean> execute(CatalogHead next, CatalogEntry entry) {
        BoundStatementBuilder bound = statement.boundStatementBuilder();
        HeadColumns.bind(bound, statement, accountId, next);
        StreamRow.bind(bound, statement, entry);
        return Mono.from(session.executeReactive(
                        bound.setExecutionProfileName(LWT).build()))
                .map(ReactiveRow::wasApplied);
    }
}
