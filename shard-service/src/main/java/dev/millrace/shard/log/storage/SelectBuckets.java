package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.Bucket;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/**
 * Reads a shard's bucket index.
 *
 * <p>By time it is filtered inside of the one partition, since start times rise with the ids, but the server cannot know. A
 * year of a busy shard is half a million small rows, so it is begun at the end that the time is near: for the present
 * at the newest, for the end of retention at the oldest. Either ends after a few rows.
 */
final class SelectBuckets {
    private static final String COLUMNS = "SELECT id, started FROM bucket WHERE stream_id = ? AND shard = ?";

    private final CqlSession session;
    private final PreparedStatement atOrBefore;
    private final PreparedStatement from;
    private final PreparedStatement startedFrom;
    private final PreparedStatement startedAtOrBefore;

    SelectBuckets(CqlSession session) {
        this.session = session;
        this.atOrBefore = prepare(COLUMNS + " AND id <= ? ORDER BY id DESC LIMIT 1");
        this.from = prepare(COLUMNS + " AND id >= ? ORDER BY id ASC LIMIT ?");
        this.startedFrom = prepare(COLUMNS + " AND started >= ? ORDER BY id ASC LIMIT 1 ALLOW FILTERING");
        this.startedAtOrBefore = prepare(COLUMNS + " AND started <= ? ORDER BY id DESC LIMIT 1 ALLOW FILTERING");
    }

    private PreparedStatement prepare(String query) {
        return session.prepare(SimpleStatement.newInstance(query).setExecutionProfileName(ExecutionProfiles.READS));
    }

    CompletionStage<Optional<Bucket>> atOrBefore(ShardKey key, long index) {
        return session.executeAsync(atOrBefore.bind(key.stream().value(), key.shard(), index))
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(SelectBuckets::toBucket));
    }

    CompletionStage<List<Bucket>> from(ShardKey key, long index, int limit) {
        return session.executeAsync(from.bind(key.stream().value(), key.shard(), index, limit))
                .thenApply(rows -> StreamSupport.stream(rows.currentPage().spliterator(), false)
                        .map(SelectBuckets::toBucket)
                        .toList());
    }

    CompletionStage<Optional<Bucket>> startedFrom(ShardKey key, long millis) {
        return byTime(startedFrom, key, millis);
    }

    CompletionStage<Optional<Bucket>> startedAtOrBefore(ShardKey key, long millis) {
        return byTime(startedAtOrBefore, key, millis);
    }

    private CompletionStage<Optional<Bucket>> byTime(PreparedStatement statement, ShardKey key, long millis) {
        return session.executeAsync(statement.bind(key.stream().value(), key.shard(), Instant.ofEpochMilli(millis)))
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(SelectBuckets::toBucket));
    }

    private static Bucket toBucket(Row row) {
        return new Bucket(row.getLong(0), row.get(1, Instant.class).toEpochMilli());
    }
}
