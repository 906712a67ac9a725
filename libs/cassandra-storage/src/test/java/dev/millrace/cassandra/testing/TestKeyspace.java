package dev.millrace.cassandra.testing;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.Keyspace;
import dev.millrace.cassandra.Replication;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A new keyspace and a session of it, closed with the test class. */
final class TestKeyspace implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int LONGEST_NAME = 30;

    private final CassandraSettings settings;
    private final CqlSession session;

    private TestKeyspace(CassandraSettings settings) {
        this.settings = settings;
        this.session = CassandraSessions.open(settings);
    }

    static TestKeyspace create(SharedCassandra cassandra, Class<?> testClass) {
        return new TestKeyspace(new CassandraSettings(
                List.of(cassandra.contactPoint()),
                cassandra.localDatacenter(),
                new Keyspace(nameFor(testClass)),
                Replication.singleNode(),
                Optional.empty(),
                Optional.empty()));
    }

    private static String nameFor(Class<?> testClass) {
        String name = testClass.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return "t_" + name.substring(0, Math.min(LONGEST_NAME, name.length())) + "_" + COUNT.incrementAndGet();
    }

    CassandraSettings settings() {
        return settings;
    }

    CqlSession session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
    }
}
