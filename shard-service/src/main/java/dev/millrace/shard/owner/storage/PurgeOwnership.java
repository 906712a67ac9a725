package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Records since when nothing is left of a shard, if nobody has taken it meanwhile. */
final class PurgeOwnership {
    private static final String CQL =
            "UPDATE ownership SET owner = null, purged_at = ?" + OwnershipStatements.SHARD + " IF epoch = ?";

    private final CqlSession session;
    private final PreparedStatement statement;

    PurgeOwnership(CqlSession session) {
        this.session = session;
        this.statement = OwnershipStatements.prepareChange(session, CQL);
    }

    CompletionStage<Boolean> execute(ShardKey key, Ownership seen, Instant at) {
        return session.executeAsync(statement.bind(at, key.stream().value(), key.shard(), seen.epoch()))
                .thenApply(AsyncResultSet::wasApplied);
    }
}
