package dev.millrace.metadata.scaling.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.scaling.WriteRate;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CassandraTest
class WriteRateTablesIT {
    private final CqlSession session;
    private final StreamId stream = StreamId.random();
    private WriteRateTables tables;

    WriteRateTablesIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
    }

    @BeforeEach
    void open() {
        tables = new WriteRateTables(session);
    }

    private void put(int shard, long bytes, Duration validFor) {
        tables.put(new ShardKey(stream, shard), new WriteRate(bytes, 7), validFor)
                .block();
    }

    @Test
    void theLastRateOfEachShardCountsForItsTime() {
        put(0, 10, Duration.ofMinutes(1));
        put(0, 20, Duration.ofMinutes(1));
        put(1, 30, Duration.ofSeconds(1));

        assertThat(tables.rates(stream).block()).containsEntry(0, new WriteRate(20, 7));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Map.of(0, new WriteRate(20, 7))
                        .equals(tables.rates(stream).block()));
    }

    @Test
    void theHighestRateStaysInWhateverOrderRatesAreWritten() {
        Instant now = Instant.now();
        tables.raisePeak(stream, now, new WriteRate(100, 5)).block();
        tables.raisePeak(stream, now, new WriteRate(300, 2)).block();
        tables.raisePeak(stream, now, new WriteRate(200, 9)).block();
        tables.raisePeak(stream, now, WriteRate.NONE).block();

        assertThat(tables.peak(stream).block()).isEqualTo(new WriteRate(300, 9));
    }

    @Test
    void hoursCountForThirtyDays() {
        Instant now = Instant.now();
        tables.raisePeak(stream, now.minus(Duration.ofDays(31)), new WriteRate(900, 900))
                .block();
        tables.raisePeak(stream, now.minus(Duration.ofDays(29)), new WriteRate(400, 4))
                .block();
        tables.raisePeak(stream, now, new WriteRate(100, 8)).block();

        assertThat(tables.peak(stream).block()).isEqualTo(new WriteRate(400, 8));
    }

    @Test
    void aStreamThatWasNeverWrittenToHasNoPeak() {
        assertThat(tables.peak(stream).block()).isEqualTo(WriteRate.NONE);
    }
}
