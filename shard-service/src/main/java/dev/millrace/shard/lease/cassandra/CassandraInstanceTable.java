package dev.millrace.shard.lease.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.lease.InstanceTable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Heartbeat rows in Cassandra, all in one partition: they are few, and read together. */
public final class CassandraInstanceTable implements InstanceTable {
    private static final String CLUSTER = "shard-service";
    private static final String ROW = " WHERE cluster = '" + CLUSTER + "' AND id = ?";

    private final CqlSession session;
    private final PreparedStatement insert;
    private final PreparedStatement renew;
    private final PreparedStatement declareDead;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private final PreparedStatement selectAtQuorum;

    /** @param session with the keyspace whose schema is in place */
    public CassandraInstanceTable(CqlSession session) {
        this.session = session;
        this.insert = prepareChange("INSERT INTO instance (cluster, id, address, beat, alive) VALUES ('" + CLUSTER
                + "', ?, ?, 0, true) IF NOT EXISTS");
        this.renew = prepareChange("UPDATE instance SET beat = ?" + ROW + " IF beat = ? AND alive = true");
        this.declareDead = prepareChange("UPDATE instance SET alive = false" + ROW + " IF beat = ?");
        this.delete = prepareChange("DELETE FROM instance" + ROW + " IF alive = false");
        SimpleStatement all = SimpleStatement.newInstance(
                        "SELECT id, address, beat, alive FROM instance WHERE cluster = '" + CLUSTER + "'")
                .setExecutionProfileName(ExecutionProfiles.LEASE_READS);
        this.select = session.prepare(all);
        this.selectAtQuorum = session.prepare(all.setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
    }

    /**
     * Each may be sent to several nodes, and take place once: an instance is registered, declared dead or removed as well by the
     * second copy, and a renewal that finds its beat raised goes on from there.
     */
    private PreparedStatement prepareChange(String statement) {
        return session.prepare(SimpleStatement.newInstance(statement)
                .setExecutionProfileName(ExecutionProfiles.LEASE_CHANGES)
                .setIdempotent(true));
    }

    @Override
    public CompletionStage<Void> register(UUID id, String address) {
        return session.executeAsync(insert.bind(id, address)).thenAccept(registered -> {});
    }

    @Override
    public CompletionStage<Renewal> renew(UUID id, long beat) {
        return session.executeAsync(renew.bind(beat + 1, id, beat)).thenApply(result -> {
            if (result.wasApplied()) {
                return new Renewal(true, true, beat + 1);
            }
            Row found = result.one();
            boolean exists = found != null && found.getColumnDefinitions().contains("beat") && !found.isNull("beat");
            return exists ? new Renewal(false, isAlive(found), found.getLong("beat")) : new Renewal(false, false, beat);
        });
    }

    @Override
    public CompletionStage<Boolean> declareDead(UUID id, long beat) {
        return session.executeAsync(declareDead.bind(id, beat)).thenApply(result -> result.wasApplied());
    }

    @Override
    public CompletionStage<Void> remove(UUID id) {
        return session.executeAsync(delete.bind(id)).thenAccept(removed -> {});
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return rows(select);
    }

    /** A serial read is a round of Paxos on the one partition, which the renewals of all instances would have to contend with. */
    @Override
    public CompletionStage<List<Instance>> look() {
        return rows(selectAtQuorum);
    }

    private CompletionStage<List<Instance>> rows(PreparedStatement all) {
        return session.executeAsync(all.bind().setPageSize(5_000))
                .thenApply(rows -> StreamSupport.stream(rows.currentPage().spliterator(), false)
                        .filter(row -> !row.isNull("beat"))
                        .map(row -> new Instance(
                                row.get("id", UUID.class),
                                text(row.getString("address")),
                                row.getLong("beat"),
                                isAlive(row)))
                        .toList());
    }

    private static boolean isAlive(Row row) {
        return !row.isNull("alive") && row.getBoolean("alive");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
