package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.stream.CatalogHead;
import dev.millrace.stream.StreamName;
import reactor.core.publisher.Mono;

/** Moves the head and removes one stream, both or neither, if the catalogue is still at the revision before. */
final class RemoveStream {
    private static final String CQL = """
            BEGIN BATCH
              UPDATE streams SET revision = :next, recent_changes = :recent_changes
                WHERE account_id = :account_id IF revision = :expected;
              DELETE FROM streams WHERE account_id = :account_id AND name = :name;
            APPLY BATCH
            """;

    private final CqlSession session;
    private final PreparedStatement statement;
    private final String accountId;

    RemoveStream(CqlSession session, String accountId) {
        this.session = session;
        this.statement = session.prepare(CQL);
        this.accountId = accountId;
    }

    Mono<Boolean> execute(CatalogHead next, StreamName name) {
        BoundStatementBuilder bound = HeadColumns.bind(statement.boundStatementBuilder(), statement, accountId, next)
                .setString("name", name.value());
        return Mono.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                        .build()))
                .map(row -> row.wasApplied());
    }
}
