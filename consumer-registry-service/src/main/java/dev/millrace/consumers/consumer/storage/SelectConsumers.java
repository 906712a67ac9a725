package dev.millrace.consumers.consumer.storage;

import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.consumers.consumer.StreamConsumers;
import dev.millrace.stream.StreamId;
import java.util.List;
import org.springframework.data.cassandra.core.ReactiveCassandraOperations;
import org.springframework.data.cassandra.core.cql.QueryOptions;
import org.springframework.data.cassandra.core.query.Criteria;
import org.springframework.data.cassandra.core.query.Query;
import reactor.core.publisher.Mono;

/** All consumers of a stream, and the revision that they are of; read serially. */
final class SelectConsumers {
    private static final QueryOptions SERIAL = QueryOptions.builder()
            .executionProfile(ExecutionProfiles.SERIAL_READS)
            .build();

    private final ReactiveCassandraOperations rows;

    SelectConsumers(ReactiveCassandraOperations rows) {
        this.rows = rows;
    }

    Mono<StreamConsumers> execute(StreamId stream) {
        Query ofStream =
                Query.query(Criteria.where("stream_id").is(stream.value())).queryOptions(SERIAL);
        return rows.select(ofStream, ConsumerRow.class).collectList().map(found -> toConsumers(stream, found));
    }

    private static StreamConsumers toConsumers(StreamId stream, List<ConsumerRow> found) {
        return new StreamConsumers(
                stream,
                found.isEmpty() ? null : found.get(0).revision(),
                found.stream().flatMap(row -> row.toConsumer().stream()).toList());
    }
}
