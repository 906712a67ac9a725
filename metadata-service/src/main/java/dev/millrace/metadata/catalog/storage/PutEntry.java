package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import reactor.core.publisher.Mono;

/**
 * Moves the head and writes one entry, both or neither, if the catalogue is still at the revision before.
 *
 * <p>All columns are written, also those that stay empty: an entry's new state must not inherit from its last one.
 */
final class PutEntry<N, E> {
    private static final String CQL = "INSERT INTO %s (%s, %s) VALUES (:partition, %s)";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<N> head;
    private final EntryRow<E> row;

    PutEntry(CqlSession session, HeadLayout<N> layout, EntryRow<E> row) {
        this.session = session;
        this.head = new HeadColumns<>(layout);
        this.row = row;
        this.statement = session.prepare(
                head.batch(CQL.formatted(layout.table(), layout.keyColumn(), row.columns(), row.markers())));
    }

    Mono<Boolean> execute(CatalogHead<N> next, E entry) {
        BoundStatementBuilder bound = row.bind(head.bind(statement, next), statement, entry);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(result -> result.wasApplied());
    }
}
