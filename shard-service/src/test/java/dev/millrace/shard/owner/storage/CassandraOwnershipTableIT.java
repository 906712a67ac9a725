package dev.millrace.shard.owner.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.shard.owner.OwnershipTableContractTest;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

@CassandraTest
class CassandraOwnershipTableIT extends OwnershipTableContractTest {
    private final CqlSession session;
    private OwnershipTable table;

    CassandraOwnershipTableIT(CqlSession session) {
        this.session = session;
    }

    @BeforeEach
    void openTable() {
        SchemaMigration.migrate(session, "shard-service", "schema/shard");
        table = new CassandraOwnershipTable(session, session);
    }

    @Override
    protected OwnershipTable table() {
        return table;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
