package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** Moves the head and removes one stream, both or neither, if the catalogue is still at the revision before. */
final class RemoveStream {
    private static final String CQL = "DELETE FROM streams WHERE account_id = :partition AND name = :name";

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<StreamName> head;

    RemoveStream(CqlSession session, HeadColumns<StreamName> head) {
        this.session = session;
        this.statement = session.prepare(head.batch(CQL));
        this.head = head;
    }

    Mono<Boolean> execute(CatalogHead<StreamName> next, StreamName name) {
        BoundStatementBuilder bound = head.bind(statement, next).setString("name", name.value());
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
