package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.testing.CassandraTest;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The largest record is 10 MiB; its block and the frames around it must pass every limit on the way. */
@CassandraTest
class LargeBlockIT {

    private static final int LARGEST_BLOCK = 11 * 1024 * 1024;

    @Test
    void aBlockOfTheLargestRecordIsStoredAndReadBack(CqlSession session) {
        byte[] payload = new byte[LARGEST_BLOCK];
        new Random(1).nextBytes(payload);
        session.execute("CREATE TABLE block (id int PRIMARY KEY, payload blob)");

        session.execute(
                SimpleStatement.newInstance("INSERT INTO block (id, payload) VALUES (1, ?)", ByteBuffer.wrap(payload))
                        .setExecutionProfileName(ExecutionProfiles.WRITES));

        ByteBuffer stored = session.execute(SimpleStatement.newInstance("SELECT payload FROM block WHERE id = 1")
                        .setExecutionProfileName(ExecutionProfiles.BLOCK_READS))
                .one()
                .getByteBuffer("payload");
        assertThat(stored).isEqualTo(ByteBuffer.wrap(payload));
    }
}
