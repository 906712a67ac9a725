package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.owner.OwnershipTable.KnownShard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All shards that have an ownership row, of whatever stream. */
final class SelectKnownShards {
    private static final String CQL = "SELECT DISTINCT stream_id, shard, purged_at FROM ownership";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectKnownShards(CqlSession session) {
        this.session = session;
        this.statement =
                session.prepare(SimpleStatement.newInstance(CQL).setExecutionProfileName(ExecutionProfiles.READS));
    }

    CompletionStage<List<KnownShard>> execute() {
        return session.executeAsync(statement.bind()).thenCompose(rows -> collect(rows, new ArrayList<>()));
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
}
