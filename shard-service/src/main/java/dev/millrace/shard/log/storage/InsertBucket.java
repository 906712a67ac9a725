package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.Bucket;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Enters a bucket into its shard's index. */
final class InsertBucket {
    private final CqlSession session;
    private final PreparedStatement statement;

    InsertBucket(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(
                SimpleStatement.newInstance("INSERT INTO bucket (stream_id, shard, id, started) VALUES (?, ?, ?, ?)")
                        .setExecutionProfileName(ExecutionProfiles.WRITES)
                        .setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, Bucket bucket) {
        return session.executeAsync(statement.bind(
                        key.stream().value(), key.shard(), bucket.id(), Instant.ofEpochMilli(bucket.startMillis())))
                .thenAccept(written -> {});
    }
}
