package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.Bucket;
import dev.millrace.stream.ShardKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Removes the oldest buckets: of each the partition with its blocks and that with their parts, then their entries, so that a crash in
 * between loses no trace. The entries go by range: a tombstone each would stand at the front of the index until it is compacted hours
 * later, and be read by everybody who begins there. Ranges that begin where the shard does are one to a reader.
 */
final class DeleteBuckets {
    private final CqlSession session;
    private final PreparedStatement blocks;
    private final PreparedStatement parts;
    private final PreparedStatement entries;

    DeleteBuckets(CqlSession session) {
        this.session = session;
        this.blocks = prepare("DELETE FROM block WHERE stream_id = ? AND shard = ? AND bucket = ?");
        this.parts = prepare("DELETE FROM block_part WHERE stream_id = ? AND shard = ? AND bucket = ?");
        this.entries = prepare("DELETE FROM bucket WHERE stream_id = ? AND shard = ? AND id <= ?");
    }

    private PreparedStatement prepare(String statement) {
        return session.prepare(SimpleStatement.newInstance(statement)
                .setExecutionProfileName(ExecutionProfiles.WRITES)
                .setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, List<Bucket> buckets) {
        CompletionStage<?> removed = CompletableFuture.completedFuture(null);
        for (Bucket bucket : buckets) {
            removed = removed.thenCompose(before -> delete(blocks, key, bucket.id()))
                    .thenCompose(before -> delete(parts, key, bucket.id()));
        }
        long last = buckets.get(buckets.size() - 1).id();
        return removed.thenCompose(before -> delete(entries, key, last)).thenAccept(deleted -> {});
    }

    private CompletionStage<?> delete(PreparedStatement statement, ShardKey key, long bucket) {
        return session.executeAsync(statement.bind(key.stream().value(), key.shard(), bucket));
    }
}
