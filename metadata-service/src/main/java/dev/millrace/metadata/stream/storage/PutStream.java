package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/**
 * Moves the head and writes one stream, both or neither, if the catalogue is still at the revision before.
 *
 * <p>All columns are written, also those that stay empty: a stream's new state must not inherit from its last one. The
 * tombstones are few: of {@code due_at}, {@code key_id}, {@code warm_mibps} and {@code policy}.
 */
final class PutStream {
    private static final String CQL = "INSERT INTO streams (account_id, %s) VALUES (:partition, %s)"
            .formatted(StreamRow.COLUMNS, StreamRow.MARKERS);

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<StreamName> head;

    PutStream(CqlSession session, HeadColumns<StreamName> head) {
        this.session = session;
        this.statement = session.prepare(head.batch(CQL));
        this.head = head;
    }

    Mono<Boolean> execute(CatalogHead<StreamName> next, CatalogEntry entry) {
        BoundStatementBuilder bound = StreamRow.bind(head.bind(statement, next), statement, entry);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
