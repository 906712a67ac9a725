package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.shard.lease.InstanceTable;
import dev.millrace.shard.lease.InstanceTableContractTest;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

@CassandraTest
class CassandraInstanceTableIT extends InstanceTableContractTest {
    private final CqlSession session;
    private InstanceTable table;

    CassandraInstanceTableIT(CqlSession session) {
        this.session = session;
    }

    @BeforeEach
    void openTable() {
        SchemaMigration.migrate(session, "shard-service", "schema/shard");
        table = new CassandraInstanceTable(session);
    }

    @Override
    protected InstanceTable table() {
        return table;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
