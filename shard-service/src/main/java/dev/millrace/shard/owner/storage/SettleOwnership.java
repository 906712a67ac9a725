package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Records where former epochs of a shard ended, all or none, if the instance is its owner still. */
final class SettleOwnership {
    private static final String CQL = "UPDATE ownership SET settled_epoch = ?, last_arrival = ?"
            + OwnershipStatements.SHARD
            + OwnershipStatements.IF_STILL_OWNER;

    private final CqlSession session;
    private final PreparedStatement statement;
    private final InsertEnd insertEnd;

    SettleOwnership(CqlSession session, InsertEnd insertEnd) {
        this.session = session;
        this.statement = OwnershipStatements.prepareChange(session, CQL);
        this.insertEnd = insertEnd;
    }

    CompletionStage<Boolean> execute(
            ShardKey key,
            UUID owner,
            int epoch,
            SortedMap<Integer, Long> ends,
            int settledEpoch,
            long lastArrivalMillis) {
        // A second copy finds the same owner and writes the same.
        BatchStatementBuilder batch = OwnershipStatements.batch()
                .setIdempotence(true)
                .addStatement(statement.bind(
                        settledEpoch,
                        Instant.ofEpochMilli(lastArrivalMillis),
                        key.stream().value(),
                        key.shard(),
                        owner,
                        epoch));
        ends.forEach((ended, end) -> batch.addStatement(insertEnd.bind(key, ended, end)));
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }
}
