package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;

/** What the statements of the table {@code instance} have in common: its one partition, and how a row is changed. */
final class InstanceStatements {
    static final String CLUSTER = "'shard-service'";
    static final String INSTANCE = " WHERE cluster = " + CLUSTER + " AND id = ?";

    private InstanceStatements() {}

    /**
     * Each may be sent to several nodes, and take place once: an instance is registered, declared dead or removed as well by the
     * second copy, and a renewal that finds its beat raised goes on from there.
     */
    static PreparedStatement prepareChange(CqlSession session, String statement) {
        return session.prepare(SimpleStatement.newInstance(statement)
                .setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES)
                .setIdempotent(true));
    }
}
