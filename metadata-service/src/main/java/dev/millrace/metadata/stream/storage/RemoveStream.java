package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.stream.StreamRemoval;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/**
 * Moves the head, removes one stream and records that, all or nothing, if the catalogue is still at the revision before.
 */
final class RemoveStream {
    private static final String RECORD = "INSERT INTO streams (account_id, name, stream_id, removed_name, removed_at)"
            + " VALUES (:partition, :%s, :stream_id, :name, :removed_at) USING TTL "
            + RemovalRows.KEPT.toSeconds();

    private static final String CQL = String.join(
            ";\n  ",
            "DELETE FROM streams WHERE account_id = :partition AND name = :name",
            RECORD.formatted("row_of_id"),
            RECORD.formatted("row_of_name"));

    private final CqlSession session;
    private final PreparedStatement statement;
    private final HeadColumns<StreamName> head;

    RemoveStream(CqlSession session, HeadColumns<StreamName> head) {
        this.session = session;
        this.statement = session.prepare(head.batch(CQL));
        this.head = head;
    }

    Mono<Boolean> execute(CatalogHead<StreamName> next, StreamRemoval removal) {
        BoundStatementBuilder bound = head.bind(statement, next)
                .setString("name", removal.name().value())
                .setString("row_of_id", RemovalRows.nameOf(removal.stream()))
                .setString("row_of_name", RemovalRows.nameOf(removal.name()))
                .setUuid("stream_id", removal.stream().value())
                .setInstant("removed_at", removal.at());
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
