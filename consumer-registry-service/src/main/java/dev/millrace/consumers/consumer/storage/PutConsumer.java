package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.consumers.consumer.StreamConsumers;
import reactor.core.publisher.Mono;

/** Writes a consumer, if nothing has changed since they were read. */
final class PutConsumer {
    private static final String CQL = "INSERT INTO consumers (stream_id, name, id, created_at, active_at, tags, policy)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final PreparedStatement statement;
    private final RevisionBatch batch;

    PutConsumer(CqlSession session) {
        this.statement = session.prepare(CQL);
        this.batch = new RevisionBatch(session);
    }

    Mono<Boolean> execute(StreamConsumers seen, RegisteredConsumer consumer) {
        return batch.execute(
                seen,
                statement.bind(
                        seen.stream().value(),
                        consumer.name(),
                        consumer.id(),
                        consumer.createdAt(),
                        consumer.activeAt(),
                        consumer.tags(),
                        consumer.policy().orElse(null)));
    }
}
