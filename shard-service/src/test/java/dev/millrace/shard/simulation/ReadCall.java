package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads on from an index. */
final class ReadCall extends Call<ReadResult> {
    private final World world;
    private final ShardKey key;
    private final ShardHistory history;
    private final long from;
    private final int maxRecords;
    private final long maxBytes;
    private final long acknowledgedBefore;

    ReadCall(
            World world,
            Client client,
            ShardKey key,
            ShardHistory history,
            long from,
            int maxRecords,
            Consumer<@Nullable ReadResult> done) {
        super(world, client, key, done);
        this.world = world;
        this.key = key;
        this.history = history;
        this.from = from;
        this.maxRecords = maxRecords;
        this.maxBytes = 300 + world.random().nextInt(6_000);
        this.acknowledgedBefore = history.lastAcknowledged();
    }

    @Override
    void serve(OwnedShards host, SimulatedNode node) {
        host.use(key, ShardUse.of(shard -> read(shard, node), refusal -> refused(refusal.reason(), refusal.owner())));
    }

    private void read(OwnedShard shard, SimulatedNode node) {
        var unused = shard.reader().read(from, maxRecords, maxBytes).whenComplete((result, failure) -> {
            if (failure != null) {
                refused(reasonOf(failure), "");
                return;
            }
            world.trace(() -> "%s shows %d records of shard %d from %d to %d%s"
                    .formatted(
                            node.address(),
                            result.slices().stream()
                                    .mapToInt(slice -> slice.take())
                                    .sum(),
                            key.shard(),
                            from,
                            result.nextIndex(),
                            result.caughtUp() ? ", all" : ""));
            history.read(from, result, acknowledgedBefore);
            answered(result);
        });
    }

    private RefusalReason reasonOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShardRefusal refusal) {
                return refusal.reason();
            }
            if (cause instanceof StoreLink.StoreTimeout) {
                return RefusalReason.UNAVAILABLE;
            }
        }
        world.fail(new Violation("a read failed with " + failure));
        return RefusalReason.UNAVAILABLE;
    }
}
