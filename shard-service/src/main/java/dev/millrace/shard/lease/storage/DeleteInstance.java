package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Removes an instance that was declared dead. */
final class DeleteInstance {
    private static final String CQL = "DELETE FROM instance" + InstanceStatements.INSTANCE + " IF alive = false";

    private final CqlSession session;
    private final PreparedStatement statement;

    DeleteInstance(CqlSession session) {
        this.session = session;
        this.statement = InstanceStatements.prepareChange(session, CQL);
    }

    CompletionStage<Void> execute(UUID id) {
        return session.executeAsync(statement.bind(id)).thenAccept(removed -> {});
    }
}
