package dev.millrace.consumers.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.consumers.consumer.storage.ConsumerTable;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.service.time.ClockSettings;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.cassandra.core.ReactiveCassandraTemplate;
import org.springframework.data.cassandra.core.cql.session.DefaultBridgedReactiveSession;

@CassandraTest
class ConsumerSweepIT {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StreamDescription staying = KnownStreams.stream("staying", StreamMode.PROVISIONED);
    private final StreamId gone = StreamId.random();
    private final StreamId justGone = StreamId.random();
    private final StreamId unknown = StreamId.random();
    private final String name = InProcessServerBuilder.generateName();
    private Server catalog;
    private ManagedChannel channel;
    private StreamMirror streams;
    private CqlSession session;
    private ConsumerStore table;
    private ConsumerSweep sweep;
    private TrustedClock clock;

    @BeforeEach
    void open(CassandraSettings settings) throws IOException {
        catalog = InProcessServerBuilder.forName(name)
                .addService(
                        new KnownStreams(Map.of(gone, Instant.now().minus(GRACE), justGone, Instant.now()), staying))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        streams = new StreamMirror(channel);
        session = CassandraSessions.open(settings);
        SchemaMigration.migrate(session, "consumers", "schema/consumers");
        table = new ConsumerTable(session, new ReactiveCassandraTemplate(new DefaultBridgedReactiveSession(session)));
        clock = new TrustedClock(
                System::nanoTime, System::currentTimeMillis, new ClockSettings(GRACE, GRACE, Duration.ZERO, GRACE));
        sweep = new ConsumerSweep(table, streams, new StreamRemovals(channel), GRACE, clock);
    }

    @AfterEach
    void close() {
        session.close();
        streams.close();
        channel.shutdownNow();
        catalog.shutdownNow();
    }

    private void register(StreamId stream, String consumer) {
        Instant now = Instant.now();
        StreamConsumers all = table.read(stream).block(PATIENCE);
        RegisteredConsumer registered =
                new RegisteredConsumer(stream, UUID.randomUUID(), consumer, now, now, Map.of(), Optional.empty());
        assertThat(table.put(all, registered).block(PATIENCE)).isTrue();
    }

    private List<String> consumersOf(StreamId stream) {
        return table.read(stream).block(PATIENCE).consumers().stream()
                .map(RegisteredConsumer::name)
                .toList();
    }

    @Test
    void consumersOfAStreamThatWasRemovedAreRemovedAndAllOthersStay() {
        register(gone, "one");
        register(gone, "two");
        register(staying.id(), "three");
        register(justGone, "four");
        // As of another account's catalogue, or of an older backup.
        register(unknown, "five");

        // Nobody has confirmed the time yet.
        sweep.sweep().block(PATIENCE);
        assertThat(consumersOf(gone)).containsExactly("one", "two");

        clock.witnessed(List.of(System.currentTimeMillis()));
        sweep.sweep().block(PATIENCE);

        assertThat(consumersOf(gone)).isEmpty();
        assertThat(consumersOf(staying.id())).containsExactly("three");
        assertThat(consumersOf(justGone)).containsExactly("four");
        assertThat(consumersOf(unknown)).containsExactly("five");
        assertThat(sweep.unknownStreams()).isEqualTo(1);
        assertThat(table.streams().collectList().block(PATIENCE))
                .contains(staying.id())
                .doesNotContain(gone);
    }
}
