package dev.millrace.shard.simulation;

import dev.millrace.shard.lease.InstanceTable;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.owner.OwnershipTable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The simulated store when nothing goes wrong, used by one process. */
final class CalmStore {
    private final World world = new World(1, false);
    private final Weather weather = new Weather(world);
    private final StoreLink link = new StoreLink(world, weather, new SimulatedProcess(world, "test", 1));

    BlockStore blockStore() {
        return new SimulatedBlockStore(new Quorum(world, weather), link);
    }

    InstanceTable instanceTable() {
        return new InstanceRows().over(link);
    }

    OwnershipTable ownershipTable() {
        return new OwnershipRows(Variant.PRODUCTION, (key, epoch, end) -> {}).over(link);
    }

    <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        world.runUntil(answer::isDone, 1_000 * World.MILLI);
        return answer.join();
    }
}
