package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.testing.CassandraTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The largest row of a block is some more than 1 MiB, read several at a time: it and the frames around it must pass every limit. */
@CassandraTest
class LargeRowIT {

    private static final int ROWS = 8;
    private static final int LARGEST_ROW = 1100 * 1024;

    @Test
    void aPageOfTheLargestRowsIsStoredAndReadBack(CqlSession session) {
        byte[] payload = new byte[LARGEST_ROW];
        new Random(1).nextBytes(payload);
        session.execute("CREATE TABLE large_row (bucket int, id int, payload blob, PRIMARY KEY (bucket, id))");
        var insert = session.prepare("INSERT INTO large_row (bucket, id, payload) VALUES (1, ?, ?)");
        for (int id = 0; id < ROWS; id++) {
            session.execute(ExecutionProfiles.write(insert.bind(id, ByteBuffer.wrap(payload)), payload.length));
        }

        List<Row> stored = session.execute(SimpleStatement.newInstance("SELECT payload FROM large_row WHERE bucket = 1")
                        .setExecutionProfileName(ExecutionProfiles.BLOCK_READS))
                .all();
        assertThat(stored)
                .hasSize(ROWS)
                .allSatisfy(row -> assertThat(row.getByteBuffer("payload")).isEqualTo(ByteBuffer.wrap(payload)));
    }
}
