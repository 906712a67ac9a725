package dev.millrace.consumers.consumer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.UUID;
import org.springframework.data.cassandra.core.ReactiveCassandraOperations;
import org.springframework.data.cassandra.core.cql.QueryOptions;
import org.springframework.data.cassandra.core.query.Criteria;
import org.springframework.data.cassandra.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The table {@code consumers}. Reads go by Spring Data; changes by the driver, since each is a conditional batch over a
 * static column and one row.
 */
public final class ConsumerTable {
    private static final QueryOptions SERIAL = QueryOptions.builder()
            .executionProfile(ExecutionProfiles.SERIAL_READS)
            .build();

    private final ReactiveCassandraOperations rows;
    private final CqlSession session;
    private final PreparedStatement moveRevision;
    private final PreparedStatement removeRevision;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement selectStreams;

    /** @param session whose keyspace has this service's schema */
    public ConsumerTable(CqlSession session, ReactiveCassandraOperations rows) {
        this.rows = rows;
        this.session = session;
        this.moveRevision = session.prepare("UPDATE consumers SET revision = ? WHERE stream_id = ? IF revision = ?");
        this.removeRevision = session.prepare("DELETE revision FROM consumers WHERE stream_id = ? IF revision = ?");
        this.insert = session.prepare("INSERT INTO consumers (stream_id, name, id, created_at, active_at, tags, policy)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.delete = session.prepare("DELETE FROM consumers WHERE stream_id = ? AND name = ?");
        this.selectStreams = session.prepare("SELECT DISTINCT stream_id FROM consumers");
    }

    /** Whether the store has failed, so that the outcome of a change is open. */
    static boolean isOfStorage(Throwable failure) {
        return failure instanceof DriverException;
    }

    Mono<StreamConsumers> read(StreamId stream) {
        Query ofStream =
                Query.query(Criteria.where("stream_id").is(stream.value())).queryOptions(SERIAL);
        return rows.select(ofStream, ConsumerRow.class).collectList().map(found -> toRoll(stream, found));
    }

    private static StreamConsumers toRoll(StreamId stream, List<ConsumerRow> found) {
        return new StreamConsumers(
                stream,
                found.isEmpty() ? null : found.get(0).revision(),
                found.stream().flatMap(row -> row.toConsumer().stream()).toList());
    }

    /** Writes a consumer, if nothing has changed since they were read. */
    Mono<Boolean> put(StreamConsumers seen, RegisteredConsumer consumer) {
        return apply(conditional(seen)
                .addStatement(insert.bind(
                        seen.stream().value(),
                        consumer.name(),
                        consumer.id(),
                        consumer.createdAt(),
                        consumer.activeAt(),
                        consumer.tags(),
                        consumer.policy().orElse(null)))
                .build());
    }

    /** Removes a consumer, if nothing has changed since they were read. */
    Mono<Boolean> remove(StreamConsumers seen, String name) {
        return apply(conditional(seen)
                .addStatement(delete.bind(seen.stream().value(), name))
                .build());
    }

    /** Removes all there is of a stream, if nothing has changed since they were read. */
    Mono<Boolean> removeAll(StreamConsumers seen) {
        BatchStatementBuilder batch = batch(removeRevision.bind(seen.stream().value(), seen.revision()));
        seen.consumers()
                .forEach(
                        consumer -> batch.addStatement(delete.bind(seen.stream().value(), consumer.name())));
        return apply(batch.build());
    }

    private BatchStatementBuilder conditional(StreamConsumers seen) {
        return batch(moveRevision.bind(seen.nextRevision(), seen.stream().value(), seen.revision()));
    }

    private static BatchStatementBuilder batch(BoundStatement condition) {
        return BatchStatement.builder(BatchType.LOGGED)
                .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET)
                .addStatement(condition);
    }

    private Mono<Boolean> apply(BatchStatement batch) {
        return Mono.from(session.executeReactive(batch)).map(row -> row.wasApplied());
    }

    /** Streams that have, or had, consumers. */
    Flux<StreamId> streams() {
        return Flux.from(session.executeReactive(selectStreams.bind().setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> new StreamId(row.get("stream_id", UUID.class)));
    }
}
