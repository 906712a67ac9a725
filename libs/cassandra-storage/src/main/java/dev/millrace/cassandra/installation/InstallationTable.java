package dev.millrace.cassandra.installation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.cassandra.SchemaAgreement;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The one row that says whose data the keyspace holds. It is written once, by compare-and-set, and never changed; to read
 * it is all that a start costs from then on.
 */
final class InstallationTable {
    private static final String KEY = "millrace";

    private final CqlSession session;
    private final String keyspace;

    InstallationTable(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    Optional<StoredInstallation> read() {
        if (!hasTable(session, keyspace, "installation")) {
            return Optional.empty();
        }
        SimpleStatement select = SimpleStatement.newInstance(
                        "SELECT account_id, region, format FROM " + keyspace + ".installation WHERE id = ?", KEY)
                .setExecutionProfileName(ExecutionProfiles.SERIAL_READS);
        try {
            return Optional.ofNullable(session.execute(select).one()).map(InstallationTable::toStored);
        } catch (InvalidQueryException e) {
            if (isBeingCreated(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A node lists a table some moments before it knows it. Services that start at once for the first time come into these. */
    static boolean isBeingCreated(InvalidQueryException failure) {
        return String.valueOf(failure.getMessage()).endsWith("does not exist");
    }

    /** Writes the row if there is none, and gives the one that there is now. */
    StoredInstallation write(StoredInstallation own) {
        create();
        Row answer = Objects.requireNonNull(session.execute(SimpleStatement.newInstance(
                                "INSERT INTO " + keyspace + ".installation (id, account_id, region, format, written_at)"
                                        + " VALUES (?, ?, ?, ?, toTimestamp(now())) IF NOT EXISTS",
                                KEY,
                                own.owner().accountId(),
                                own.owner().region(),
                                own.format())
                        .setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET))
                .one());
        return answer.getBoolean("[applied]") ? own : toStored(answer);
    }

    /** As for the tables of the schema migration, the id follows from the name, so that two that are created at once are one. */
    private void create() {
        UUID id = UUID.nameUUIDFromBytes((keyspace + ".installation").getBytes(StandardCharsets.UTF_8));
        SchemaAgreement.define(
                session,
                SimpleStatement.newInstance("CREATE TABLE IF NOT EXISTS " + keyspace + ".installation"
                        + " (id text PRIMARY KEY, account_id text, region text, format int, written_at timestamp)"
                        + " WITH id = " + id));
    }

    static boolean hasTable(CqlSession session, String keyspace, String table) {
        ResultSet answer = session.execute(SimpleStatement.newInstance(
                        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                        keyspace,
                        table)
                .setExecutionProfileName(ExecutionProfiles.READS));
        if (answer.one() == null) {
            return false;
        }
        // Another instance may have made it just now, and the node that is asked next may not have heard of it.
        SchemaAgreement.await(session, answer);
        return true;
    }

    private static StoredInstallation toStored(Row row) {
        return new StoredInstallation(
                new Installation(text(row, "account_id"), text(row, "region")), row.getInt("format"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
