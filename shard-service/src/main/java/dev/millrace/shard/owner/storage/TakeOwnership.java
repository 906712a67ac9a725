package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.stream.ShardKey;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Makes an instance the owner of a shard, in a new epoch, if the shard's ownership is still as it was seen. */
final class TakeOwnership {
    private static final String TAKE =
            "UPDATE ownership SET owner = ?, address = ?, epoch = ?, purged_at = null" + OwnershipStatements.SHARD;

    private final CqlSession session;
    private final PreparedStatement insertFirst;
    private final PreparedStatement takeFromOther;
    private final PreparedStatement takeFree;

    TakeOwnership(CqlSession session) {
        this.session = session;
        this.insertFirst = OwnershipStatements.prepareChange(
                session,
                "INSERT INTO ownership (stream_id, shard, owner, address, epoch, settled_epoch)"
                        + " VALUES (?, ?, ?, ?, ?, 0) IF NOT EXISTS");
        this.takeFromOther = OwnershipStatements.prepareChange(
                session, TAKE + OwnershipStatements.IF_STILL_OWNER + " AND settled_epoch = ?");
        this.takeFree = OwnershipStatements.prepareChange(
                session, TAKE + " IF owner = null AND epoch = ? AND settled_epoch = ?");
    }

    CompletionStage<Boolean> execute(ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address) {
        BoundStatement change = seen.map(ownership -> change(key, ownership, epoch, owner, address))
                .orElseGet(() -> insertFirst.bind(key.stream().value(), key.shard(), owner, address, epoch));
        return session.executeAsync(change).thenApply(AsyncResultSet::wasApplied);
    }

    private BoundStatement change(ShardKey key, Ownership seen, int epoch, UUID owner, String address) {
        UUID stream = key.stream().value();
        int shard = key.shard();
        int before = seen.epoch();
        int settledEpoch = seen.settledEpoch();
        return seen.owner()
                .map(former -> takeFromOther.bind(owner, address, epoch, stream, shard, former, before, settledEpoch))
                .orElseGet(() -> takeFree.bind(owner, address, epoch, stream, shard, before, settledEpoch));
    }
}
