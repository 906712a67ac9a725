package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.consumers.consumer.StreamConsumers;
import reactor.core.publisher.Mono;

/** Removes a consumer, if nothing has changed since they were read. */
final class DeleteConsumer {
    static final String CQL = "DELETE FROM consumers WHERE stream_id = ? AND name = ?";

    private final PreparedStatement statement;
    private final RevisionBatch batch;

    DeleteConsumer(CqlSession session) {
        this.statement = session.prepare(CQL);
        this.batch = new RevisionBatch(session);
    }

    Mono<Boolean> execute(StreamConsumers seen, String name) {
        return batch.execute(seen, statement.bind(seen.stream().value(), name));
    }
}
