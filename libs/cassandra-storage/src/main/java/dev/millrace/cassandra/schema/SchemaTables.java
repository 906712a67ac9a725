package dev.millrace.cassandra.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.cassandra.SchemaAgreement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The two tables of the migration itself: which files were applied, and who is applying files now. */
final class SchemaTables {

    private static final String LOCK = "schema";

    private final CqlSession session;
    private final String keyspace;

    SchemaTables(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /**
     * Creates both tables when they are missing. Two instances may do so at once through different nodes, which without
     * a common id would make two tables of one name; the ids follow from the names, so the two are one.
     */
    void createIfMissing() {
        define(
                "CREATE TABLE IF NOT EXISTS %s.schema_file (namespace text, version int, name text, digest text,"
                        + " PRIMARY KEY (namespace, version)) WITH id = %s",
                "schema_file");
        define(
                "CREATE TABLE IF NOT EXISTS %s.schema_lock (name text PRIMARY KEY, holder uuid) WITH id = %s",
                "schema_lock");
    }

    /** Digest of each applied file of a namespace, by version. */
    Map<Integer, String> applied(String namespace) {
        ResultSet rows = session.execute(SimpleStatement.newInstance(
                        "SELECT version, digest FROM " + keyspace + ".schema_file WHERE namespace = ?", namespace)
                .setExecutionProfileName(ExecutionProfiles.SERIAL_READS));
        Map<Integer, String> digests = new TreeMap<>();
        for (Row row : rows) {
            digests.put(row.getInt("version"), row.getString("digest"));
        }
        return digests;
    }

    void record(String namespace, SchemaFile file) {
        session.execute(compareAndSet(
                "INSERT INTO " + keyspace
                        + ".schema_file (namespace, version, name, digest) VALUES (?, ?, ?, ?) IF NOT EXISTS",
                namespace,
                file.version(),
                file.name(),
                file.digest()));
    }

    /** Takes the lock for a while; false when another holds it. */
    boolean lock(UUID holder, Duration lease) {
        return applied(compareAndSet(
                        "INSERT INTO " + keyspace
                                + ".schema_lock (name, holder) VALUES (?, ?) IF NOT EXISTS USING TTL ?",
                        LOCK,
                        holder,
                        seconds(lease)))
                // An answer that was lost leaves the lock with its holder, who asks again.
                || renew(holder, lease);
    }

    /** Keeps the lock for a while longer; false when the holder has it no more. */
    boolean renew(UUID holder, Duration lease) {
        return applied(compareAndSet(
                "UPDATE " + keyspace + ".schema_lock USING TTL ? SET holder = ? WHERE name = ? IF holder = ?",
                seconds(lease),
                holder,
                LOCK,
                holder));
    }

    void unlock(UUID holder) {
        session.execute(
                compareAndSet("DELETE FROM " + keyspace + ".schema_lock WHERE name = ? IF holder = ?", LOCK, holder));
    }

    /**
     * Runs one statement of a schema file, and waits until every node that is up knows its effect.
     *
     * @throws com.datastax.oss.driver.api.core.DriverException when either takes too long; it can be run again
     */
    void define(String statement) {
        SchemaAgreement.define(session, SimpleStatement.newInstance(statement).setKeyspace(keyspace));
    }

    /** Has the driver look at the new schema once, after all statements, and not after each of them. */
    void defineTogether(Runnable statements) {
        session.setSchemaMetadataEnabled(false);
        try {
            statements.run();
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    private void define(String template, String table) {
        UUID id = UUID.nameUUIDFromBytes((keyspace + "." + table).getBytes(StandardCharsets.UTF_8));
        define(String.format(template, keyspace, id));
    }

    private static int seconds(Duration lease) {
        return Math.toIntExact(lease.toSeconds());
    }

    private boolean applied(SimpleStatement statement) {
        return session.execute(statement).wasApplied();
    }

    private static SimpleStatement compareAndSet(String statement, Object... values) {
        return SimpleStatement.newInstance(statement, values)
                .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET);
    }
}
