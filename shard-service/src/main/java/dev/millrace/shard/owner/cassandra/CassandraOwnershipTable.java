package dev.millrace.shard.owner.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ownership rows in Cassandra: a partition for each shard, so that one compare-and-set covers the owner and the ends. */
public final class CassandraOwnershipTable implements OwnershipTable {
    private static final String SHARD = " WHERE stream_id = ? AND shard = ?";
    private static final String TAKE = "UPDATE ownership SET owner = ?, address = ?, epoch = ?, purged_at = null";
    private static final String IF_STILL_OWNER = " IF owner = ? AND epoch = ?";

    private final CqlSession session;
    private final CqlSession reads;
    private final PreparedStatement select;
    private final PreparedStatement insertFirst;
    private final PreparedStatement acquire;
    private final PreparedStatement acquireFree;
    private final PreparedStatement settle;
    private final PreparedStatement release;
    private final PreparedStatement seal;
    private final PreparedStatement insertEnd;
    private final PreparedStatement selectKnown;
    private final PreparedStatement purge;
    private final PreparedStatement deleteOwner;
    private final PreparedStatement deleteEnd;

    /**
     * @param session that leases go through, too, with the keyspace whose schema is in place
     * @param reads whose connections the reads take: gateways may ask where all shards are at once, which must delay no lease
     */
    public CassandraOwnershipTable(CqlSession session, CqlSession reads) {
        this.session = session;
        this.reads = reads;
        this.select = reads.prepare(SimpleStatement.newInstance(
                        "SELECT owner, address, epoch, settled_epoch, last_arrival, sealed, ended_epoch, end_index"
                                + " FROM ownership"
                                + SHARD)
                .setExecutionProfileName(ExecutionProfiles.LEASE_READS));
        this.insertFirst =
                prepareChange("INSERT INTO ownership (stream_id, shard, owner, address, epoch, settled_epoch)"
                        + " VALUES (?, ?, ?, ?, ?, 0) IF NOT EXISTS");
        this.acquire = prepareChange(TAKE + SHARD + IF_STILL_OWNER + " AND settled_epoch = ?");
        this.acquireFree = prepareChange(TAKE + SHARD + " IF owner = null AND epoch = ? AND settled_epoch = ?");
        this.settle =
                prepareChange("UPDATE ownership SET settled_epoch = ?, last_arrival = ?" + SHARD + IF_STILL_OWNER);
        this.release = prepareChange(
                "UPDATE ownership SET owner = null, settled_epoch = ?, last_arrival = ?" + SHARD + IF_STILL_OWNER);
        this.seal = prepareChange(
                "UPDATE ownership SET sealed = true, settled_epoch = ?, last_arrival = ?" + SHARD + IF_STILL_OWNER);
        this.insertEnd =
                prepareChange("INSERT INTO ownership (stream_id, shard, ended_epoch, end_index) VALUES (?, ?, ?, ?)");
        this.selectKnown =
                reads.prepare(SimpleStatement.newInstance("SELECT DISTINCT stream_id, shard, purged_at FROM ownership")
                        .setExecutionProfileName(ExecutionProfiles.READS));
        this.purge = prepareChange("UPDATE ownership SET owner = null, purged_at = ?" + SHARD + " IF epoch = ?");
        this.deleteOwner = prepareChange(
                "DELETE owner, address, epoch, settled_epoch, last_arrival, sealed, purged_at FROM ownership" + SHARD
                        + " IF epoch = ?");
        this.deleteEnd = prepareChange("DELETE FROM ownership" + SHARD + " AND ended_epoch = ?");
    }

    private PreparedStatement prepareChange(String statement) {
        return session.prepare(
                SimpleStatement.newInstance(statement).setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES));
    }

    @Override
    public CompletionStage<Optional<Ownership>> read(ShardKey key) {
        // A row for each epoch that was not handed over cleanly or held records, some dozen bytes each: one page.
        return reads.executeAsync(select.bind(key.stream().value(), key.shard()).setPageSize(Integer.MAX_VALUE))
                .thenApply(CassandraOwnershipTable::toOwnership);
    }

    private static Optional<Ownership> toOwnership(AsyncResultSet rows) {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        Row any = null;
        for (Row row : rows.currentPage()) {
            any = row;
            if (!row.isNull("ended_epoch")) {
                ends.put(row.getInt("ended_epoch"), row.getLong("end_index"));
            }
        }
        return any == null || any.isNull("epoch") ? Optional.empty() : Optional.of(toOwnership(any, ends));
    }

    private static Ownership toOwnership(Row row, SortedMap<Integer, Long> ends) {
        Instant lastArrival = row.getInstant("last_arrival");
        return new Ownership(
                Optional.ofNullable(row.getUuid("owner")),
                text(row.getString("address")),
                row.getInt("epoch"),
                row.getInt("settled_epoch"),
                lastArrival == null ? 0 : lastArrival.toEpochMilli(),
                row.getBoolean("sealed"),
                ends);
    }

    @Override
    public CompletionStage<Boolean> acquire(
            ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address) {
        UUID stream = key.stream().value();
        if (seen.isEmpty()) {
            return session.executeAsync(insertFirst.bind(stream, key.shard(), owner, address, epoch))
                    .thenApply(AsyncResultSet::wasApplied);
        }
        int before = seen.get().epoch();
        int settledEpoch = seen.get().settledEpoch();
        BoundStatement change = seen.get()
                .owner()
                .map(former -> acquire.bind(owner, address, epoch, stream, key.shard(), former, before, settledEpoch))
                .orElseGet(() -> acquireFree.bind(owner, address, epoch, stream, key.shard(), before, settledEpoch));
        return session.executeAsync(change).thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<Boolean> settle(
            ShardKey key,
            UUID owner,
            int epoch,
            SortedMap<Integer, Long> ends,
            int settledEpoch,
            long lastArrivalMillis) {
        UUID stream = key.stream().value();
        // A second copy finds the same owner and writes the same.
        BatchStatementBuilder batch = batch().setIdempotence(true)
                .addStatement(settle.bind(
                        settledEpoch, Instant.ofEpochMilli(lastArrivalMillis), stream, key.shard(), owner, epoch));
        ends.forEach((ended, end) -> batch.addStatement(insertEnd.bind(stream, key.shard(), ended, end)));
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<Boolean> release(
            ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        return end(batch(), release, key, owner, epoch, endIndex, lastArrivalMillis);
    }

    @Override
    public CompletionStage<Boolean> seal(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        return end(batch().setIdempotence(true), seal, key, owner, epoch, endIndex, lastArrivalMillis);
    }

    /** Ends the owner's own epoch, in the way that the statement has it. */
    private CompletionStage<Boolean> end(
            BatchStatementBuilder batch,
            PreparedStatement change,
            ShardKey key,
            UUID owner,
            int epoch,
            long endIndex,
            long lastArrivalMillis) {
        UUID stream = key.stream().value();
        batch.addStatement(
                change.bind(epoch, Instant.ofEpochMilli(lastArrivalMillis), stream, key.shard(), owner, epoch));
        if (endIndex > RecordIndex.firstOf(epoch)) {
            batch.addStatement(insertEnd.bind(stream, key.shard(), epoch, endIndex));
        }
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }

    private static BatchStatementBuilder batch() {
        return BatchStatement.builder(BatchType.LOGGED).setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES);
    }

    @Override
    public CompletionStage<List<KnownShard>> known() {
        return reads.executeAsync(selectKnown.bind()).thenCompose(rows -> collect(rows, new ArrayList<>()));
    }

    private static CompletionStage<List<KnownShard>> collect(AsyncResultSet rows, List<KnownShard> found) {
        rows.currentPage().forEach(row -> found.add(toKnown(row)));
        return rows.hasMorePages()
                ? rows.fetchNextPage().thenCompose(next -> collect(next, found))
                : CompletableFuture.completedFuture(found);
    }

    private static KnownShard toKnown(Row row) {
        ShardKey key = new ShardKey(new StreamId(row.get("stream_id", UUID.class)), row.getInt("shard"));
        return new KnownShard(key, Optional.ofNullable(row.getInstant("purged_at")));
    }

    @Override
    public CompletionStage<Boolean> purge(ShardKey key, Ownership seen, Instant at) {
        return session.executeAsync(purge.bind(at, key.stream().value(), key.shard(), seen.epoch()))
                .thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<Boolean> forget(ShardKey key, Ownership seen) {
        UUID stream = key.stream().value();
        BatchStatementBuilder batch = batch().addStatement(deleteOwner.bind(stream, key.shard(), seen.epoch()));
        seen.ends().keySet().forEach(ended -> batch.addStatement(deleteEnd.bind(stream, key.shard(), ended)));
        return session.executeAsync(batch.build()).thenApply(AsyncResultSet::wasApplied);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
