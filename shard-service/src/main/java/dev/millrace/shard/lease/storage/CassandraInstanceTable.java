package dev.millrace.shard.lease.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.shard.lease.InstanceTable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Heartbeat rows in Cassandra, all in one partition: they are few, and read together. */
public final class CassandraInstanceTable implements InstanceTable {
    private final InsertInstance insertInstance;
    private final RenewInstance renewInstance;
    private final DeclareInstanceDead declareInstanceDead;
    private final DeleteInstance deleteInstance;
    private final SelectInstances selectInstances;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session with the keyspace whose schema is in place
     */
    public CassandraInstanceTable(CqlSession session) {
        this.insertInstance = new InsertInstance(session);
        this.renewInstance = new RenewInstance(session);
        this.declareInstanceDead = new DeclareInstanceDead(session);
        this.deleteInstance = new DeleteInstance(session);
        this.selectInstances = new SelectInstances(session);
    }

    @Override
    public CompletionStage<Void> register(UUID id, String address) {
        return insertInstance.execute(id, address);
    }

    @Override
    public CompletionStage<Renewal> renew(UUID id, long beat) {
        return renewInstance.execute(id, beat);
    }

    @Override
    public CompletionStage<Boolean> declareDead(UUID id, long beat) {
        return declareInstanceDead.execute(id, beat);
    }

    @Override
    public CompletionStage<Void> remove(UUID id) {
        return deleteInstance.execute(id);
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return selectInstances.serially();
    }

    @Override
    public CompletionStage<List<Instance>> look() {
        return selectInstances.atQuorum();
    }
}
