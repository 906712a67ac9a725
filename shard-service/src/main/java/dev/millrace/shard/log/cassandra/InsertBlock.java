package dev.millrace.shard.log.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Writes a block; the same block any number of times, so the driver may try again by itself. */
final class InsertBlock {
    private final CqlSession session;
    private final PreparedStatement statement;

    InsertBlock(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(SimpleStatement.newInstance(
                        "INSERT INTO block (stream_id, shard, bucket, first_index, record_count, arrival,"
                                + " acknowledged_index, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .setExecutionProfileName(ExecutionProfiles.WRITES)
                .setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, Bucket bucket, StoredBlock block) {
        return session.executeAsync(statement
                        .boundStatementBuilder()
                        .setUuid(0, key.stream().value())
                        .setInt(1, key.shard())
                        .setLong(2, bucket.id())
                        .setLong(3, block.firstIndex())
                        .setInt(4, block.count())
                        .setInstant(5, Instant.ofEpochMilli(block.arrivalMillis()))
                        .setLong(6, block.acknowledgedIndex())
                        .setByteBuffer(7, ByteBuffer.wrap(block.content()))
                        .build())
                .thenAccept(written -> {});
    }
}
