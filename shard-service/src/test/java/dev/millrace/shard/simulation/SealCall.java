package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.SealedLog;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for a shard to be sealed, as the metadata service does for a plan. */
final class SealCall extends Call<SealedLog> {
    private final World world;
    private final ShardKey key;
    private final ShardHistory history;

    SealCall(World world, Client client, ShardKey key, ShardHistory history, Consumer<@Nullable SealedLog> done) {
        super(world, client, key, done);
        this.world = world;
        this.key = key;
        this.history = history;
    }

    @Override
    void serve(OwnedShards host, SimulatedNode node) {
        var unused = host.seal(key).whenComplete((log, failure) -> {
            if (failure == null) {
                world.trace(() -> node.address() + " says of shard " + key.shard() + " " + log);
                history.sealed(log);
                answered(log);
            } else {
                ShardRefusal refusal = (ShardRefusal) failure;
                refused(refusal.reason(), refusal.owner());
            }
        });
    }
}
