package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Registers one life of an instance. */
final class InsertInstance {
    private static final String CQL = "INSERT INTO instance (cluster, id, address, beat, alive) VALUES ("
            + InstanceStatements.CLUSTER
            + ", ?, ?, 0, true) IF NOT EXISTS";

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertInstance(CqlSession session) {
        this.session = session;
        this.statement = InstanceStatements.prepareChange(session, CQL);
    }

    CompletionStage<Void> execute(UUID id, String address) {
        return session.executeAsync(statement.bind(id, address)).thenAccept(registered -> {});
    }
}
