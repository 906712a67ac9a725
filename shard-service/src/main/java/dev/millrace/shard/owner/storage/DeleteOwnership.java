package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.stream.ShardKey;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Removes all that is recorded of a shard, if nobody has taken it meanwhile. */
final class DeleteOwnership {
    private static final String OWNER =
            "DELETE owner, address, epoch, settled_epoch, last_arrival, sealed, purged_at FROM ownership"
                    + OwnershipStatements.SHARD
                    + " IF epoch = ?";
    private static final String END = "DELETE FROM ownership" + OwnershipStatements.SHARD + " AND ended_epoch = ?";

    private final CqlSession session;
    private final PreparedStatement deleteOwner;
    private final PreparedStatement deleteEnd;

    DeleteOwnership(CqlSession session) {
        this.session = session;
        this.deleteOwner = OwnershipStatements.prepareChange(session, OWNER);
        this.deleteEnd = OwnershipStatements.prepareChange(session, END);
    }

    CompletionStage<Boolean> execute(ShardKey key, Ownership seen) {
        UUID stream = key.stream().value();
        BatchStatementBuilder batch =
                OwnershipStatements.batch().addStatement(deleteOwner.bind(stream, key.shard(), seen.epoch()));
        seen.ends().keySet().forEach(ended -> batch.addStatement(deleteEnd.bind(stream, key.shard(), ended)));
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }
}
