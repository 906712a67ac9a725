package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Writes a part of a large block; the same part any number of times. */
final class InsertPart {
    private final CqlSession session;
    private final PreparedStatement statement;

    InsertPart(CqlSession session) {
        this.session = session;
        this.statement = session.prepare(SimpleStatement.newInstance(
                        "INSERT INTO block_part (stream_id, shard, bucket, first_index, part, content)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")
                .setIdempotent(true));
    }

    CompletionStage<Void> execute(ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content) {
        return session.executeAsync(ExecutionProfiles.write(
                        statement.bind(key.stream().value(), key.shard(), bucket, firstIndex, part, content),
                        content.remaining()))
                .thenAccept(written -> {});
    }
}
