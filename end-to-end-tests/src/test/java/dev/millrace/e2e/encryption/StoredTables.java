package dev.millrace.e2e.encryption;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.e2e.stack.StackCassandra;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What whoever has got hold of the database sees there, and may do to it. */
final class StoredTables implements AutoCloseable {
    private static final Set<String> SERVED_FROM_MEMORY = Set.of("system_views", "system_virtual_schema");

    private final CqlSession session;

    private StoredTables(CqlSession session) {
        this.session = session;
    }

    /** @param data the folder of a stack that runs */
    static StoredTables open(Path data) throws IOException {
        return new StoredTables(new StackCassandra(data).session());
    }

    /** Which of the texts are in any column of any row of any table, each as {@code <text> in <table>}. */
    List<String> findIn(List<String> texts) {
        List<String> found = new ArrayList<>();
        for (Row table : session.execute("SELECT keyspace_name, table_name FROM system_schema.tables")) {
            String keyspace = table.getString("keyspace_name");
            if (!SERVED_FROM_MEMORY.contains(keyspace)) {
                String name = CqlIdentifier.fromInternal(keyspace).asCql(true) + "."
                        + CqlIdentifier.fromInternal(table.getString("table_name"))
                                .asCql(true);
                search(name, texts, found);
            }
        }
        return found;
    }

    private void search(String table, List<String> texts, List<String> found) {
        for (Row row : session.execute("SELECT * FROM " + table)) {
            for (int column = 0; column < row.size(); column++) {
                ByteBuffer bytes = row.getBytesUnsafe(column);
                if (bytes != null) {
                    String seen = StandardCharsets.ISO_8859_1
                            .decode(bytes.duplicate())
                            .toString();
                    texts.stream()
                            .filter(seen::contains)
                            .map(text -> text + " in " + table)
                            .forEach(found::add);
                }
            }
        }
    }

    /** The streams that have records. */
    Set<UUID> streams() {
        Set<UUID> streams = new HashSet<>();
        session.execute("SELECT DISTINCT stream_id, shard, bucket FROM millrace.block")
                .forEach(row -> streams.add(row.getUuid("stream_id")));
        return streams;
    }

    /** Puts what a stream's second and third block hold in each other's place. */
    void swapBlocks(UUID stream) {
        List<Row> rows = session.execute(SimpleStatement.newInstance(
                        "SELECT shard, bucket, first_index, record_count, content FROM millrace.block WHERE stream_id = ? ALLOW FILTERING",
                        stream))
                .all();
        put(stream, rows.get(1), rows.get(2));
        put(stream, rows.get(2), rows.get(1));
    }

    private void put(UUID stream, Row place, Row block) {
        session.execute(SimpleStatement.newInstance(
                "UPDATE millrace.block SET content = ? WHERE stream_id = ? AND shard = ? AND bucket = ? AND first_index = ?",
                block.getByteBuffer("content"),
                stream,
                place.getInt("shard"),
                place.getLong("bucket"),
                place.getLong("first_index")));
    }

    @Override
    public void close() {
        session.close();
    }
}
