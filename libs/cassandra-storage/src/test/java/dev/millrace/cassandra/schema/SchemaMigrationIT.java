package dev.millrace.cassandra.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.Keyspace;
import dev.millrace.cassandra.testing.CassandraTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@CassandraTest
class SchemaMigrationIT {

    private final CassandraSettings settings;

    SchemaMigrationIT(CassandraSettings settings) {
        this.settings = settings;
    }

    @Test
    void instancesThatStartTogetherMakeOneSchema() throws Exception {
        CassandraSettings shared = settings.withKeyspace(new Keyspace("started_together"));
        ExecutorService instances = Executors.newFixedThreadPool(4);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(instances.submit(() -> {
                try (CqlSession session = CassandraSessions.open(shared)) {
                    SchemaMigration.migrate(session, "sample", "schema/sample-grown");
                    session.execute("INSERT INTO first (id, text, size) VALUES (1, 'a', 1)");
                }
                return null;
            }));
        }
        for (Future<?> start : starts) {
            start.get(3, TimeUnit.MINUTES);
        }
        instances.shutdown();

        try (CqlSession session = CassandraSessions.open(shared)) {
            assertThat(session.execute("SELECT version FROM schema_file").all()).hasSize(2);
            assertThat(session.execute("SELECT holder FROM schema_lock").all()).isEmpty();
        }
    }

    @Test
    void aNewFileIsAppliedAtTheNextStartAndARepeatedStartChangesNothing() {
        try (CqlSession session = open("grown_later")) {
            SchemaMigration.migrate(session, "sample", "schema/sample");
            SchemaMigration.migrate(session, "sample", "schema/sample");
            SchemaMigration.migrate(session, "sample", "schema/sample-grown");

            session.execute("INSERT INTO first (id, size) VALUES (1, 10)");
            assertThat(session.execute("SELECT version FROM schema_file").all()).hasSize(2);
        }
    }

    @Test
    void aFileThatWasAppliedHalfWayIsCompleted() {
        try (CqlSession session = open("half_applied")) {
            session.execute("CREATE TABLE first (id int PRIMARY KEY, text text)");

            SchemaMigration.migrate(session, "sample", "schema/sample");

            session.execute("INSERT INTO second (id) VALUES (1)");
        }
    }

    @Test
    void aFileThatWasChangedAfterItWasAppliedIsRefused() {
        try (CqlSession session = open("changed_file")) {
            SchemaMigration.migrate(session, "sample", "schema/sample");

            assertThatThrownBy(() -> SchemaMigration.migrate(session, "sample", "schema/sample-changed"))
                    .isInstanceOf(SchemaMigrationException.class)
                    .hasMessageContaining("0001-first.cql");
        }
    }

    @Test
    void eachServiceCountsItsOwnFiles() {
        try (CqlSession session = open("two_services")) {
            SchemaMigration.migrate(session, "sample", "schema/sample");
            SchemaMigration.migrate(session, "other", "schema/sample-grown");

            assertThat(session.execute("SELECT version FROM schema_file WHERE namespace = 'other'")
                            .all())
                    .hasSize(2);
        }
    }

    private CqlSession open(String keyspace) {
        return CassandraSessions.open(settings.withKeyspace(new Keyspace(keyspace)));
    }
}
