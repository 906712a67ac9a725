package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.BlockStoreContractTest;
import java.util.concurrent.CompletionStage;

/** The simulated store keeps to the same contract as the real one. */
class SimulatedBlockStoreTest extends BlockStoreContractTest {
    private final CalmStore calm = new CalmStore();
    private final BlockStore store = calm.blockStore();

    @Override
    protected BlockStore store() {
        return store;
    }

    @Override
    protected int largeBytes() {
        return 1_000;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return calm.await(stage);
    }
}
