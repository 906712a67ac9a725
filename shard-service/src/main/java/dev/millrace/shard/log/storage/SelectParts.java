package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.shard.log.JoinedParts;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the parts of a large block, in order, a few at a time. */
final class SelectParts {
    private static final int PAGE = 4;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectParts(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(
                SimpleStatement.newInstance("SELECT part, content FROM block_part WHERE stream_id = ? AND shard = ?"
                                + " AND bucket = ? AND first_index = ? ORDER BY first_index ASC, part ASC")
                        .setExecutionProfileName(ExecutionProfiles.BLOCK_READS));
    }

    CompletionStage<Void> execute(ShardKey key, long bucket, long firstIndex, JoinedParts parts) {
        return session.executeAsync(statement
                        .bind(key.stream().value(), key.shard(), bucket, firstIndex)
                        .setPageSize(PAGE))
                .thenCompose(page -> addAll(page, parts));
    }

    private static CompletionStage<Void> addAll(AsyncResultSet page, JoinedParts parts) {
        for (Row row : page.currentPage()) {
            ByteBuffer content = row.getBytesUnsafe(1);
            parts.add(row.getInt(0), content == null ? NOTHING : content);
        }
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> addAll(next, parts))
                : CompletableFuture.completedFuture(null);
    }
}
