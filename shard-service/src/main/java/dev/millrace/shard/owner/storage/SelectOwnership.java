package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.owner.Ownership;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Who owns one shard, and where its epochs ended; read serially. */
final class SelectOwnership {
    private static final String CQL =
            "SELECT owner, address, epoch, settled_epoch, last_arrival, sealed, ended_epoch, end_index FROM ownership"
                    + OwnershipStatements.SHARD;

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectOwnership(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(
                SimpleStatement.newInstance(CQL).setExecutionProfileName(ExecutionProfiles.LEASE_READS));
    }

    CompletionStage<Optional<Ownership>> execute(ShardKey key) {
        // A row for each epoch that was not handed over cleanly or held records, some dozen bytes each: one page.
        return session.executeAsync(
                        statement.bind(key.stream().value(), key.shard()).setPageSize(Integer.MAX_VALUE))
                .thenApply(SelectOwnership::toOwnership);
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
                Objects.requireNonNullElse(row.getString("address"), ""),
                row.getInt("epoch"),
                row.getInt("settled_epoch"),
                lastArrival == null ? 0 : lastArrival.toEpochMilli(),
                row.getBoolean("sealed"),
                ends);
    }
}
