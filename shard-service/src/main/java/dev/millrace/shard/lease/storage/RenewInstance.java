package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.shard.lease.InstanceTable.Renewal;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Raises the beat of an instance that is alive; else says how it stands. */
final class RenewInstance {
    private static final String CQL =
            "UPDATE instance SET beat = ?" + InstanceStatements.INSTANCE + " IF beat = ? AND alive = true";

    private final CqlSession session;
    private final PreparedStatement statement;

    RenewInstance(CqlSession session) {
        this.session = session;
        this.statement = InstanceStatements.prepareChange(session, CQL);
    }

    CompletionStage<Renewal> execute(UUID id, long beat) {
        return session.executeAsync(statement.bind(beat + 1, id, beat)).thenApply(result -> toRenewal(result, beat));
    }

    private static Renewal toRenewal(AsyncResultSet result, long beat) {
        if (result.wasApplied()) {
            return new Renewal(true, true, beat + 1);
        }
        Row found = result.one();
        boolean exists = found != null && found.getColumnDefinitions().contains("beat") && !found.isNull("beat");
        return exists
                ? new Renewal(false, SelectInstances.isAlive(found), found.getLong("beat"))
                : new Renewal(false, false, beat);
    }
}
