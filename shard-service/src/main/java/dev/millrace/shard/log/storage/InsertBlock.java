package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.BlockRow;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Writes a block's row; the same row any number of times. */
final class InsertBlock {
    private static final String COLUMNS =
            "INSERT INTO block (stream_id, shard, bucket, first_index, record_count, arrival, acknowledged_index, content";

    private final CqlSession session;
    private final PreparedStatement whole;
    private final PreparedStatement head;

    InsertBlock(CqlSession session) {
        this.session = session;
        this.whole = prepare(COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.head = prepare(COLUMNS + ", bytes_in_parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    private PreparedStatement prepare(String statement) {
        return session.prepare(SimpleStatement.newInstance(statement).setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, long bucket, BlockRow row) {
        StoredBlock block = row.block();
        BoundStatementBuilder bound = (row.isHead() ? head : whole)
                .boundStatementBuilder()
                .setUuid(0, key.stream().value())
                .setInt(1, key.shard())
                .setLong(2, bucket)
                .setLong(3, block.firstIndex())
                .setInt(4, block.count())
                .setInstant(5, Instant.ofEpochMilli(block.arrivalMillis()))
                .setLong(6, block.acknowledgedIndex())
                .setByteBuffer(7, ByteBuffer.wrap(block.content()));
        if (row.isHead()) {
            bound = bound.setInt(8, row.bytesInParts());
        }
        return session.executeAsync(ExecutionProfiles.write(bound.build(), block.content().length))
                .thenAccept(written -> {});
    }
}
