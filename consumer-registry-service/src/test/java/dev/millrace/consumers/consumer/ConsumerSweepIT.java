package dev.millrace.consumers.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.metadata.StreamMirror;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StreamDescription staying = KnownStreams.stream("staying", StreamMode.PROVISIONED);
    private final StreamId gone = StreamId.random();
    private final String name = InProcessServerBuilder.generateName();
    private Server catalog;
    private ManagedChannel channel;
    private StreamMirror streams;
    private CqlSession session;
    private ConsumerTable table;
    private ConsumerSweep sweep;

    @BeforeEach
    void open(CassandraSettings settings) throws IOException {
        catalog = InProcessServerBuilder.forName(name)
                .addService(new KnownStreams(staying))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        streams = new StreamMirror(channel);
        session = CassandraSessions.open(settings);
        SchemaMigration.migrate(session, "consumers", "schema/consumers");
        table = new ConsumerTable(session, new ReactiveCassandraTemplate(new DefaultBridgedReactiveSession(session)));
        sweep = new ConsumerSweep(table, streams);
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
        ConsumerRoll roll = table.read(stream).block(PATIENCE);
        RegisteredConsumer registered =
                new RegisteredConsumer(stream, UUID.randomUUID(), consumer, now, now, Map.of(), Optional.empty());
        assertThat(table.put(roll, registered).block(PATIENCE)).isTrue();
    }

    private List<String> consumersOf(StreamId stream) {
        return table.read(stream).block(PATIENCE).consumers().stream()
                .map(RegisteredConsumer::name)
                .toList();
    }

    @Test
    void consumersOfAStreamThatIsGoneAreRemovedAndTheOthersStay() {
        register(gone, "one");
        register(gone, "two");
        register(staying.id(), "three");

        sweep.sweep().block(PATIENCE);

        assertThat(consumersOf(gone)).isEmpty();
        assertThat(consumersOf(staying.id())).containsExactly("three");
        assertThat(table.streams().collectList().block(PATIENCE))
                .contains(staying.id())
                .doesNotContain(gone);
    }

    /** As most streams have none: whoever is told of a failure would look for one. */
    @Test
    void thereIsNothingToDoForAStreamThatNeverHadConsumers() {
        sweep.removeIfGone(gone).block(PATIENCE);
    }
}
