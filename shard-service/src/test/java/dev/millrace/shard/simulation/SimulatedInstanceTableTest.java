package dev.millrace.shard.simulation;

import dev.millrace.shard.lease.InstanceTable;
import dev.millrace.shard.lease.InstanceTableContractTest;
import java.util.concurrent.CompletionStage;

/** The simulated table keeps to the same contract as the real one. */
class SimulatedInstanceTableTest extends InstanceTableContractTest {
    private final CalmStore calm = new CalmStore();
    private final InstanceTable table = calm.instanceTable();

    @Override
    protected InstanceTable table() {
        return table;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return calm.await(stage);
    }
}
