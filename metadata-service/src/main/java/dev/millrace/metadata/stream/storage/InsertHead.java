package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;

/** Begins an account's catalogue at revision 0; does nothing to one that exists. */
final class InsertHead {
    private static final String CQL =
            "INSERT INTO streams (account_id, revision, recent_changes) VALUES (?, 0, []) IF NOT EXISTS";

    private final CqlSession session;

    InsertHead(CqlSession session) {
        this.session = session;
    }

    void execute(String accountId) {
        session.execute(
                SimpleStatement.newInstance(CQL, accountId).setExecutionProfileName(ExecutionProfiles.COMPARE_AND_SET));
    }
}
