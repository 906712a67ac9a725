package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the commit log in batch mode an acknowledged row is on disk: killing Cassandra must not cost one. */
class AcknowledgedWritesIT {

    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 400;
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final Duration START = Duration.ofMinutes(2);

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean killed;

    @Test
    void survivesAKillUnderLoad(@TempDir Path directory) throws Exception {
        EmbeddedCassandraSettings node = EmbeddedCassandraSettings.alone(directory, 512);
        EmbeddedCassandra killed = EmbeddedCassandra.start(node).awaitReady(START);
        try (CqlSession session = CassandraSessions.open(settings(killed))) {
            session.execute("CREATE TABLE block (id int PRIMARY KEY, payload blob)");
            writeUntilKilled(session, killed);
        }

        try (EmbeddedCassandra restarted = EmbeddedCassandra.start(node).awaitReady(START);
                CqlSession session = CassandraSessions.open(settings(restarted))) {
            assertThat(readBack(session)).containsAll(acknowledged);
        }
    }

    private void writeUntilKilled(CqlSession session, EmbeddedCassandra cassandra) throws InterruptedException {
        PreparedStatement insert = session.prepare("INSERT INTO block (id, payload) VALUES (?, ?)");
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(first -> new Thread(() -> write(session, insert, first, enough)))
                .toList();
        writers.forEach(Thread::start);
        enough.await();
        killed = true;
        cassandra.kill();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(CqlSession session, PreparedStatement insert, int first, CountDownLatch enough) {
        boolean answered = true;
        for (int id = first; answered || !killed; id += WRITERS) {
            try {
                session.execute(insert.bind(id, ByteBuffer.allocate(BLOCK_BYTES))
                        .setExecutionProfileName(ExecutionProfiles.WRITES));
                acknowledged.add(id);
                enough.countDown();
                answered = true;
            } catch (DriverException e) {
                // The kill, or a slow machine before: what was in flight is allowed to be lost.
                answered = false;
            }
        }
    }

    private static Set<Integer> readBack(CqlSession session) {
        return session
                .execute(SimpleStatement.newInstance("SELECT id FROM block")
                        .setExecutionProfileName(ExecutionProfiles.BLOCK_READS))
                .all()
                .stream()
                .map((Row row) -> row.getInt("id"))
                .collect(Collectors.toSet());
    }

    private static CassandraSettings settings(EmbeddedCassandra cassandra) {
        return new CassandraSettings(
                List.of(cassandra.contactPoint()),
                EmbeddedCassandraSettings.DATA_CENTER,
                new Keyspace("durability"),
                Replication.singleNode(),
                Optional.empty(),
                Optional.empty());
    }
}
