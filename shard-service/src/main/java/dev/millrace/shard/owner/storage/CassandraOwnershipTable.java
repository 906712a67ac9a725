package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Ownership rows in Cassandra: a partition for each shard, so that one compare-and-set covers the owner and the ends. */
public final class CassandraOwnershipTable implements OwnershipTable {
    private final SelectOwnership selectOwnership;
    private final SelectKnownShards selectKnownShards;
    private final TakeOwnership takeOwnership;
    private final SettleOwnership settleOwnership;
    private final EndOwnership endOwnership;
    private final PurgeOwnership purgeOwnership;
    private final DeleteOwnership deleteOwnership;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session that leases go through, too, with the keyspace whose schema is in place
     * @param reads whose connections the reads take: gateways may ask where all shards are at once, which must delay no lease
     */
    public CassandraOwnershipTable(CqlSession session, CqlSession reads) {
        InsertEnd insertEnd = new InsertEnd(session);
        this.selectOwnership = new SelectOwnership(reads);
        this.selectKnownShards = new SelectKnownShards(reads);
        this.takeOwnership = new TakeOwnership(session);
        this.settleOwnership = new SettleOwnership(session, insertEnd);
        this.endOwnership = new EndOwnership(session, insertEnd);
        this.purgeOwnership = new PurgeOwnership(session);
        this.deleteOwnership = new DeleteOwnership(session);
    }

    @Override
    public CompletionStage<Optional<Ownership>> read(ShardKey key) {
        return selectOwnership.execute(key);
    }

    @Override
    public CompletionStage<Boolean> acquire(
            ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address) {
        return takeOwnership.execute(key, seen, epoch, owner, address);
    }

    @Override
    public CompletionStage<Boolean> settle(
            ShardKey key,
            UUID owner,
            int epoch,
            SortedMap<Integer, Long> ends,
            int settledEpoch,
            long lastArrivalMillis) {
        return settleOwnership.execute(key, owner, epoch, ends, settledEpoch, lastArrivalMillis);
    }

    @Override
    public CompletionStage<Boolean> release(
            ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        return endOwnership.release(key, owner, epoch, endIndex, lastArrivalMillis);
    }

    @Override
    public CompletionStage<Boolean> seal(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        return endOwnership.seal(key, owner, epoch, endIndex, lastArrivalMillis);
    }

    @Override
    public CompletionStage<List<KnownShard>> known() {
        return selectKnownShards.execute();
    }

    @Override
    public CompletionStage<Boolean> purge(ShardKey key, Ownership seen, Instant at) {
        return purgeOwnership.execute(key, seen, at);
    }

    @Override
    public CompletionStage<Boolean> forget(ShardKey key, Ownership seen) {
        return deleteOwnership.execute(key, seen);
    }
}
