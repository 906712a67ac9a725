package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Declares an instance dead, if its beat has not risen. */
final class DeclareInstanceDead {
    private static final String CQL =
            "UPDATE instance SET alive = false" + InstanceStatements.INSTANCE + " IF beat = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    DeclareInstanceDead(CqlSession session) {
        this.session = session;
        this.statement = InstanceStatements.prepareChange(session, CQL);
    }

    CompletionStage<Boolean> execute(UUID id, long beat) {
        return session.executeAsync(statement.bind(id, beat)).thenApply(AsyncResultSet::wasApplied);
    }
}
