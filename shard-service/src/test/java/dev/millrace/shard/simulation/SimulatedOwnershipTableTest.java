package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.shard.owner.OwnershipTableContractTest;
import java.util.concurrent.CompletionStage;

/** The simulated table keeps to the same contract as the real one. */
class SimulatedOwnershipTableTest extends OwnershipTableContractTest {
    private final CalmStore calm = new CalmStore();
    private final OwnershipTable table = calm.ownershipTable();

    @Override
    protected OwnershipTable table() {
        return table;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return calm.await(stage);
    }
}
