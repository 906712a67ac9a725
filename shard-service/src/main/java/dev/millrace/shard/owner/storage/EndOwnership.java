package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Ends the owner's own epoch, and records where, if it is the owner still: the shard is free then, or sealed. */
final class EndOwnership {
    private static final String CQL = "UPDATE ownership SET %s, settled_epoch = ?, last_arrival = ?"
            + OwnershipStatements.SHARD
            + OwnershipStatements.IF_STILL_OWNER;

    private final CqlSession session;
    private final PreparedStatement release;
    private final PreparedStatement seal;
    private final InsertEnd insertEnd;

    EndOwnership(CqlSession session, InsertEnd insertEnd) {
        this.session = session;
        this.release = OwnershipStatements.prepareChange(session, CQL.formatted("owner = null"));
        this.seal = OwnershipStatements.prepareChange(session, CQL.formatted("sealed = true"));
        this.insertEnd = insertEnd;
    }

    CompletionStage<Boolean> release(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        return end(OwnershipStatements.batch(), release, key, owner, epoch, endIndex, lastArrivalMillis);
    }

    /** A second copy finds the same owner and writes the same. */
    CompletionStage<Boolean> seal(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        BatchStatementBuilder batch = OwnershipStatements.batch().setIdempotence(true);
        return end(batch, seal, key, owner, epoch, endIndex, lastArrivalMillis);
    }

    private CompletionStage<Boolean> end(
            BatchStatementBuilder batch,
            PreparedStatement change,
            ShardKey key,
            UUID owner,
            int epoch,
            long endIndex,
            long lastArrivalMillis) {
        batch.addStatement(change.bind(
                epoch, Instant.ofEpochMilli(lastArrivalMillis), key.stream().value(), key.shard(), owner, epoch));
        if (endIndex > RecordIndex.firstOf(epoch)) {
            batch.addStatement(insertEnd.bind(key, epoch, endIndex));
        }
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }
}
