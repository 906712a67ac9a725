package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.scaling.WriteRateStore;
import dev.millrace.metadata.scaling.rule.WriteRate;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code write_rate} and {@code write_peak}. */
public final class WriteRateTables implements WriteRateStore {
    private static final Duration PEAKS_COUNT = Duration.ofDays(30);

    private final CqlSession session;
    private final PreparedStatement insertRate;
    private final PreparedStatement selectRates;
    private final PreparedStatement raiseBytes;
    private final PreparedStatement raiseRecords;
    private final PreparedStatement selectPeaks;

    /** @param session with the keyspace whose schema is in place */
    public WriteRateTables(CqlSession session) {
        this.session = session;
        this.insertRate = session.prepare(
                "INSERT INTO write_rate (stream_id, shard, bytes, records) VALUES (?, ?, ?, ?) USING TTL ?");
        this.selectRates = session.prepare("SELECT shard, bytes, records FROM write_rate WHERE stream_id = ?");
        this.raiseBytes = prepareRaise("bytes");
        this.raiseRecords = prepareRaise("records");
        this.selectPeaks = session.prepare("SELECT bytes, records FROM write_peak WHERE stream_id = ? AND hour > ?");
    }

    /** The value is the timestamp too: of two writes the higher one wins. */
    private PreparedStatement prepareRaise(String column) {
        return session.prepare(
                "UPDATE write_peak USING TTL " + PEAKS_COUNT.plusHours(1).toSeconds() + " AND TIMESTAMP :rate SET "
                        + column + " = :rate WHERE stream_id = :stream AND hour = :hour");
    }

    @Override
    public Mono<Void> put(ShardKey shard, WriteRate rate, Duration validFor) {
        return write(insertRate.bind(shard.stream().value(), shard.shard(), rate.bytes(), rate.records(), (int)
                Math.max(1, validFor.toSeconds())));
    }

    @Override
    public Mono<Map<Integer, WriteRate>> rates(StreamId stream) {
        return read(selectRates.bind(stream.value())).collectMap(row -> row.getInt("shard"), WriteRateTables::toRate);
    }

    @Override
    public Mono<Void> raisePeak(StreamId stream, Instant at, WriteRate rate) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        return raise(raiseBytes, stream, hour, rate.bytes()).then(raise(raiseRecords, stream, hour, rate.records()));
    }

    private Mono<Void> raise(PreparedStatement statement, StreamId stream, Instant hour, long rate) {
        // A timestamp of zero would be no timestamp at all.
        return rate == 0
                ? Mono.empty()
                : write(statement
                        .boundStatementBuilder()
                        .setLong("rate", rate)
                        .setUuid("stream", stream.value())
                        .setInstant("hour", hour)
                        .build());
    }

    @Override
    public Mono<WriteRate> peak(StreamId stream) {
        return read(selectPeaks.bind(stream.value(), Instant.now().minus(PEAKS_COUNT)))
                .map(WriteRateTables::toRate)
                .reduce(WriteRate.NONE, WriteRate::max);
    }

    private static WriteRate toRate(Row row) {
        return new WriteRate(row.getLong("bytes"), row.getLong("records"));
    }

    private Flux<Row> read(BoundStatement statement) {
        return Flux.from(session.executeReactive(statement.setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> (Row) row);
    }

    private Mono<Void> write(BoundStatement statement) {
        return Flux.from(session.executeReactive(statement.setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }
}
