package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;

/** What the statements of the table {@code ownership} have in common: its key, and how it is changed. */
final class OwnershipStatements {
    static final String SHARD = " WHERE stream_id = ? AND shard = ?";
    static final String IF_STILL_OWNER = " IF owner = ? AND epoch = ?";

    private OwnershipStatements() {}

    static PreparedStatement prepareChange(CqlSession session, String statement) {
        return session.prepare(
                SimpleStatement.newInstance(statement).setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES));
    }

    static BatchStatementBuilder batch() {
        return BatchStatement.builder(BatchType.LOGGED).setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES);
    }
}
