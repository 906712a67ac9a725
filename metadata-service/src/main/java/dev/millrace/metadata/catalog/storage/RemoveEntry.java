package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import reactor.core.publisher.Mono;

/** Moves the head and removes one entry, both or neither, if the catalogue is still at the revision before. */
final class RemoveEntry {
    private static final String CQL = "DELETE FROM %s WHERE %s = :partition AND id = :id";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<String> head;

    RemoveEntry(CqlSession session, HeadLayout<String> layout) {
        this.session = session;
        this.head = new HeadColumns<>(layout);
        this.statement = session.prepare(head.batch(CQL.formatted(layout.table(), layout.keyColumn())));
    }

    Mono<Boolean> execute(CatalogHead<String> next, String id) {
        BoundStatementBuilder bound = head.bind(statement, next).setString("id", id);
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(result -> result.wasApplied());
    }
}
