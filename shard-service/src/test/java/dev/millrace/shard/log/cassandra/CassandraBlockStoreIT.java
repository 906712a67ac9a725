package dev.millrace.shard.log.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.BlockStoreContractTest;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CassandraTest
class CassandraBlockStoreIT extends BlockStoreContractTest {
    private final CqlSession session;
    private BlockStore store;

    CassandraBlockStoreIT(CqlSession session) {
        this.session = session;
    }

    @BeforeEach
    void openStore() {
        SchemaMigration.migrate(session, "shard-service", "schema/shard");
        store = new CassandraBlockStore(session);
    }

    @Override
    protected BlockStore store() {
        return store;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Such a row comes from the repair of a read of positions, see {@code SelectBlocks}. */
    @Test
    void aRowWithoutContentIsNoBlock() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        session.execute(
                "INSERT INTO block (stream_id, shard, bucket, first_index, acknowledged_index) VALUES (?, 0, 1, 1, 1)",
                key.stream().value());

        assertThat(await(store.blocksFrom(key, 1, 1, 10))).isEmpty();
        assertThat(await(store.lastAcknowledgedIndex(key, 1))).contains(1L);
    }
}
