package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The highest that was written to a stream in an hour, of the hours that count. */
final class SelectWritePeak {
    static final Duration PEAKS_COUNT = Duration.ofDays(30);

    private static final String CQL = "SELECT bytes, records FROM write_peak WHERE stream_id = ? AND hour > ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectWritePeak(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(CQL);
    }

    Mono<WriteRate> execute(StreamId stream) {
        return Flux.from(session.executeReactive(statement
                        .bind(stream.value(), Instant.now().minus(PEAKS_COUNT))
                        .setExecutionProfileName(ExecutionProfiles.READS)))
                .map(SelectWriteRates::toRate)
                .reduce(WriteRate.NONE, WriteRate::max);
    }
}
