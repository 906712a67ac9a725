package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds blocks of a bucket without reading their content. */
final class SelectBlockPosition {
    private static final String IN_BUCKET = " FROM block WHERE stream_id = ? AND shard = ? AND bucket = ?";

    private final CqlSession session;
    private final PreparedStatement atOrBefore;
    private final PreparedStatement arrivedFrom;
    private final PreparedStatement lastAcknowledged;

    SelectBlockPosition(CqlSession session) {
        this.session = session;
        this.atOrBefore =
                prepare("SELECT first_index" + IN_BUCKET + " AND first_index <= ? ORDER BY first_index DESC LIMIT 1");
        // Within one partition of one span of time, and only when a position is looked up by time.
        this.arrivedFrom = prepare("SELECT first_index" + IN_BUCKET + " AND arrival >= ? LIMIT 1 ALLOW FILTERING");
        this.lastAcknowledged = prepare("SELECT acknowledged_index" + IN_BUCKET + " ORDER BY first_index DESC LIMIT 1");
    }

    private PreparedStatement prepare(String query) {
        return session.prepare(SimpleStatement.newInstance(query).setExecutionProfileName(ExecutionProfiles.READS));
    }

    CompletionStage<Optional<Long>> atOrBefore(ShardKey key, long bucket, long index) {
        return one(atOrBefore.bind(key.stream().value(), key.shard(), bucket, index));
    }

    CompletionStage<Optional<Long>> arrivedFrom(ShardKey key, long bucket, long millis) {
        return one(arrivedFrom.bind(key.stream().value(), key.shard(), bucket, Instant.ofEpochMilli(millis)));
    }

    CompletionStage<Optional<Long>> lastAcknowledged(ShardKey key, long bucket) {
        return one(lastAcknowledged.bind(key.stream().value(), key.shard(), bucket));
    }

    private CompletionStage<Optional<Long>> one(BoundStatement bound) {
        return session.executeAsync(bound)
                .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> row.getLong(0)));
    }
}
