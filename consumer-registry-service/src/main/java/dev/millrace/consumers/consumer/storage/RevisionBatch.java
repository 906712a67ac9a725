package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.consumer.StreamConsumers;
import reactor.core.publisher.Mono;

/**
 * Moves the revision of a stream's consumers, a static column, and changes one row besides, both or neither, if the consumers
 * are still at the revision that was read.
 */
final class RevisionBatch {
    private static final String CQL = "UPDATE consumers SET revision = ? WHERE stream_id = ? IF revision = ?";

    private final CqlSession session;
    private final PreparedStatement moveRevision;

    RevisionBatch(CqlSession session) {
        this.session = session;
        this.moveRevision = session.prepare(CQL);
    }

    Mono<Boolean> execute(StreamConsumers seen, BoundStatement change) {
        BatchStatement batch = BatchStatement.builder(BatchType.LOGGED)
                .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                .addStatement(
                        moveRevision.bind(seen.nextRevision(), seen.stream().value(), seen.revision()))
                .addStatement(change)
                .build();
        return Mono.from(session.executeReactive(batch)).map(row -> row.wasApplied());
    }
}
