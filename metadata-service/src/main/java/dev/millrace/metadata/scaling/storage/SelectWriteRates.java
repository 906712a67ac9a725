package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.stream.StreamId;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is written to each shard of a stream. */
final class SelectWriteRates {
    private static final String CQL = "SELECT shard, bytes, records FROM write_rate WHERE stream_id = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectWriteRates(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<Map<Integer, WriteRate>> execute(StreamId stream) {
        return Flux.from(session.executeReactive(
                        statement.bind(stream.value()).setExecutionProfileName(ExecutionProfiles.READS)))
                .collectMap(row -> row.getInt("shard"), SelectWriteRates::toRate);
    }

    static WriteRate toRate(Row row) {
        return new WriteRate(row.getLong("bytes"), row.getLong("records"));
    }
}
