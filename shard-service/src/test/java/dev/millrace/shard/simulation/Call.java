package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.stream.ShardKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client for a shard, made as a gateway makes it: to whom it believes to be the owner, again after a refusal
 * that says that nothing was done, and not waited for any longer than clients do.
 *
 * @param <T> what an answer brings
 */
abstract class Call<T> {
    private static final long PATIENCE = 1_500 * World.MILLI;

    private final World world;
    private final Client client;
    private final ShardKey key;
    private final Consumer<@Nullable T> done;
    private boolean over;

    /** @param done told the answer, or null when there is none */
    Call(World world, Client client, ShardKey key, Consumer<@Nullable T> done) {
        this.world = world;
        this.client = client;
        this.key = key;
        this.done = done;
        world.after(PATIENCE, () -> end(null));
    }

    final void send() {
        SimulatedNode node = client.route(key);
        world.after(world.between(0.1, 1), () -> {
            prepare();
            if (!node.deliver(host -> serve(host, node))) {
                refused(RefusalReason.UNAVAILABLE, "");
            }
        });
    }

    /** Just before a request goes out, each time. */
    void prepare() {}

    /** What the instance does with a request that arrives. */
    abstract void serve(OwnedShards host, SimulatedNode node);

    final void answered(T answer) {
        world.after(world.between(0.1, 1), () -> end(answer));
    }

    final void refused(RefusalReason reason, String owner) {
        world.after(world.between(0.1, 1), () -> {
            client.learn(key, owner);
            if (reason == RefusalReason.UNKNOWN_OUTCOME) {
                end(null);
            } else {
                world.after(world.between(5, 40), () -> {
                    if (!over) {
                        send();
                    }
                });
            }
        });
    }

    private void end(@Nullable T answer) {
        if (!over) {
            over = true;
            done.accept(answer);
        }
    }
}
