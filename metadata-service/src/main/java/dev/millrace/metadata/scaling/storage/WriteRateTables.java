package dev.millrace.metadata.scaling.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.metadata.scaling.WriteRateStore;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The tables {@code write_rate} and {@code write_peak}. */
public final class WriteRateTables implements WriteRateStore {
    private final InsertWriteRate insertWriteRate;
    private final SelectWriteRates selectWriteRates;
    private final RaiseWritePeak raiseWritePeak;
    private final SelectWritePeak selectWritePeak;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session with the keyspace whose schema is in place
     */
    public WriteRateTables(CqlSession session) {
        this.insertWriteRate = new InsertWriteRate(session);
        this.selectWriteRates = new SelectWriteRates(session);
        this.raiseWritePeak = new RaiseWritePeak(session);
        this.selectWritePeak = new SelectWritePeak(session);
    }

    @Override
    public Mono<Void> put(ShardKey shard, WriteRate rate, Duration validFor) {
        return insertWriteRate.execute(shard, rate, validFor);
    }

    @Override
    public Mono<Map<Integer, WriteRate>> rates(StreamId stream) {
        return selectWriteRates.execute(stream);
    }

    @Override
    public Mono<Void> raisePeak(StreamId stream, Instant at, WriteRate rate) {
        return raiseWritePeak.execute(stream, at.truncatedTo(ChronoUnit.HOURS), rate);
    }

    @Override
    public Mono<WriteRate> peak(StreamId stream) {
        return selectWritePeak.execute(stream);
    }
}
