package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.lease.InstanceTable.Instance;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** All instances, which are few: one page. */
final class SelectInstances {
    private static final String CQL =
            "SELECT id, address, beat, alive FROM instance WHERE cluster = " + InstanceStatements.CLUSTER;
    private static final int PAGE = 5_000;

    private final CqlSession session;
    private final PreparedStatement serial;
    private final PreparedStatement atQuorum;

    SelectInstances(CqlSession session) {
        SimpleStatement statement =
                SimpleStatement.newInstance(CQL).setExecutionProfileName(ExecutionProfiles.LEASE_READS);
        this.session = session;
        this.serial = session.prepare(statement);
        this.atQuorum = session.prepare(statement.setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
    }

    CompletionStage<List<Instance>> serially() {
        return rows(serial);
    }

    /** A serial read is a round of Paxos on the one partition, which the renewals of all instances would have to contend with. */
    CompletionStage<List<Instance>> atQuorum() {
        return rows(atQuorum);
    }

    private CompletionStage<List<Instance>> rows(PreparedStatement all) {
        return session.executeAsync(all.bind().setPageSize(PAGE))
                .thenApply(rows -> StreamSupport.stream(rows.currentPage().spliterator(), false)
                        .filter(row -> !row.isNull("beat"))
                        .map(SelectInstances::toInstance)
                        .toList());
    }

    private static Instance toInstance(Row row) {
        return new Instance(
                row.get("id", UUID.class),
                Objects.requireNonNullElse(row.getString("address"), ""),
                row.getLong("beat"),
                isAlive(row));
    }

    static boolean isAlive(Row row) {
        return !row.isNull("alive") && row.getBoolean("alive");
    }
}
