package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.consumer.StreamConsumers;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Removes all there is of a stream, its revision too, if nothing has changed since they were read. */
final class DeleteAllConsumers {
    private static final String REVISION = "DELETE revision FROM consumers WHERE stream_id = ? IF revision = ?";

    private final CqlSession session;
    private final PreparedStatement deleteRevision;
    private final PreparedStatement deleteConsumer;

    DeleteAllConsumers(CqlSession session) {
        this.session = session;
        this.deleteRevision = session.prepare(REVISION);
        this.deleteConsumer = session.prepare(DeleteConsumer.CQL);
    }

    Mono<Boolean> execute(StreamConsumers seen) {
        UUID stream = seen.stream().value();
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED)
                .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                .addStatement(deleteRevision.bind(stream, seen.revision()));
        seen.consumers().forEach(consumer -> batch.addStatement(deleteConsumer.bind(stream, consumer.name())));
        return Mono.from(session.executeReactive(batch.build())).map(row -> row.wasApplied());
    }
}
