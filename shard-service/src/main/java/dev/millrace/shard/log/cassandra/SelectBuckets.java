package dev.millrace.shard.log.cassandra;

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
 * <p>By time it is filtered inside of the one partition, newest first: start times rise with the ids, but the server
 * cannot know. Asked for times near the present, as it nearly always is, it ends after a row or two; a year of a busy
 * shard is half a million small rows.
 */
final class SelectBuckets {
    private static final String COLUMNS = "SELECT id, started FROM bucket WHERE stream_id = ? AND shard = ?";

    private final CqlSession session;
    private final PreparedStatement atOrBefore;
    private final PreparedStatement from;
    private final PreparedStatement startedAtOrBefore;

    SelectBuckets(CqlSession session) {
        this.session = session;
        this.atOrBefore = prepare(COLUMNS + " AND id <= ? ORDER BY id DESC LIMIT 1");
        this.from = prepare(COLUMNS + " AND id >= ? ORDER BY id ASC LIMIT ?");
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

    CompletionStage<Optional<Bucket>> startedAtOrBefore(ShardKey key, long millis) {
        return session.executeAsync(
                        startedAtOrBefore.bind(key.stream().value(), key.shard(), Instant.ofEpochMilli(millis)))
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(SelectBuckets::toBucket));
    }

    private static Bucket toBucket(Row row) {
        return new Bucket(row.getLong(0), row.get(1, Instant.class).toEpochMilli());
    }
}
