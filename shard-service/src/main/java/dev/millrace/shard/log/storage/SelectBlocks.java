package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.protocol.internal.util.Bytes;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.BlockRow;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Reads rows of blocks of a bucket, in order. */
final class SelectBlocks {
    private final CqlSession session;
    private final PreparedStatement statement;

    SelectBlocks(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(SimpleStatement.newInstance(
                        "SELECT first_index, record_count, arrival, acknowledged_index, content, bytes_in_parts"
                                + " FROM block WHERE stream_id = ? AND shard = ? AND bucket = ? AND first_index >= ?"
                                + " ORDER BY first_index ASC LIMIT ?")
                .setExecutionProfileName(ExecutionProfiles.BLOCK_READS));
    }

    CompletionStage<List<BlockRow>> execute(ShardKey key, long bucket, long index, int limit) {
        // One page: the caller asks for no more blocks than it wants in memory.
        return session.executeAsync(statement
                        .bind(key.stream().value(), key.shard(), bucket, index, limit)
                        .setPageSize(limit))
                .thenApply(rows -> StreamSupport.stream(rows.currentPage().spliterator(), false)
                        .filter(SelectBlocks::isWhole)
                        .map(SelectBlocks::toRow)
                        .toList());
    }

    /**
     * The repair of a read of positions copies only the columns that were read. So a block whose write has failed may leave
     * a row without content on replicas that never got it. A block that is not whole on a quorum was never acknowledged
     * nor settled: it is not there.
     */
    private static boolean isWhole(Row row) {
        return !row.isNull("content") && !row.isNull("record_count") && !row.isNull("arrival");
    }

    private static BlockRow toRow(Row row) {
        StoredBlock block = new StoredBlock(
                row.getLong(0),
                row.getInt(1),
                row.get(2, Instant.class).toEpochMilli(),
                row.getLong(3),
                Bytes.getArray(row.getBytesUnsafe(4)));
        // Null, as in all rows that are older than parts are, is 0.
        return new BlockRow(block, row.getInt(5));
    }
}
