package dev.millrace.consumers.consumer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.stream.StreamId;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The streams that have, or had, consumers. */
final class SelectStreams {
    private static final String CQL = "SELECT DISTINCT stream_id FROM consumers";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectStreams(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Flux<StreamId> execute() {
        return Flux.from(session.executeReactive(statement.bind().setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> new StreamId(row.get("stream_id", UUID.class)));
    }
}
