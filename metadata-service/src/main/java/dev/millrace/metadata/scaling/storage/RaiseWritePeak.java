package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Raises the peak of an hour. The value is the timestamp too: of two writes the higher one wins. */
final class RaiseWritePeak {
    private static final String CQL = "UPDATE write_peak USING TTL %d AND TIMESTAMP :rate SET %s = :rate"
            + " WHERE stream_id = :stream AND hour = :hour";

    private final CqlSession session;
    private final PreparedStatement raiseBytes;
    private final PreparedStatement raiseRecords;

    RaiseWritePeak(CqlSession session) {
        long seconds = SelectWritePeak.PEAKS_COUNT.plusHours(1).toSeconds();
        this.session = session;
        this.raiseBytes = session.prepare(CQL.formatted(seconds, "bytes"));
        this.raiseRecords = session.prepare(CQL.formatted(seconds, "records"));
    }

    Mono<Void> execute(StreamId stream, Instant hour, WriteRate rate) {
        return raise(raiseBytes, stream, hour, rate.bytes()).then(raise(raiseRecords, stream, hour, rate.records()));
    }

    private Mono<Void> raise(PreparedStatement statement, StreamId stream, Instant hour, long rate) {
        // A timestamp of zero would be no timestamp at all.
        if (rate == 0) {
            return Mono.empty();
        }
        BoundStatement bound = statement
                .boundStatementBuilder()
                .setLong("rate", rate)
                .setUuid("stream", stream.value())
                .setInstant("hour", hour)
                .build();
        return Flux.from(session.executeReactive(bound.setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }
}
