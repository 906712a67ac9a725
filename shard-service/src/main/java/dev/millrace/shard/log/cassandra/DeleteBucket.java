package dev.millrace.shard.log.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.stream.ShardKey;
import java.util.concurrent.CompletionStage;

/**
 * Removes a bucket: the partition with its blocks, then that with their parts, then its entry, so that a crash in between loses no
 * trace.
 */
final class DeleteBucket {
    private final CqlSession session;
    private final PreparedStatement blocks;
    private final PreparedStatement parts;
    private final PreparedStatement entry;

    DeleteBucket(CqlSession session) {
        this.session = session;
        this.blocks = prepare("DELETE FROM block WHERE stream_id = ? AND shard = ? AND bucket = ?");
        this.parts = prepare("DELETE FROM block_part WHERE stream_id = ? AND shard = ? AND bucket = ?");
        this.entry = prepare("DELETE FROM bucket WHERE stream_id = ? AND shard = ? AND id = ?");
    }

    private PreparedStatement prepare(String statement) {
        return session.prepare(SimpleStatement.newInstance(statement)
                .setExecutionProfileName(ExecutionProfiles.WRITES)
                .setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, long bucket) {
        return session.executeAsync(blocks.bind(key.stream().value(), key.shard(), bucket))
                .thenCompose(
                        removed -> session.executeAsync(parts.bind(key.stream().value(), key.shard(), bucket)))
                .thenCompose(
                        removed -> session.executeAsync(entry.bind(key.stream().value(), key.shard(), bucket)))
                .thenAccept(removed -> {});
    }
}
