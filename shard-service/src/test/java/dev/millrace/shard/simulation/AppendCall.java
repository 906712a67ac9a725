package dev.millrace.shard.simulation;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends records, under the same names until somebody has taken them or may have. */
final class AppendCall extends Call<Long> {
    /** What a clock may differ by without being noticed. */
    private static final long LARGEST_ERROR_MILLIS = 61_000;

    private final World world;
    private final ShardKey key;
    private final ShardHistory history;
    private final List<Long> records;
    private final long after;

    /**
     * @param records their names
     * @param after what the new indexes must be larger than
     * @param done told the index of the last record
     */
    AppendCall(
            World world,
            Client client,
            ShardKey key,
            ShardHistory history,
            List<Long> records,
            long after,
            Consumer<@Nullable Long> done) {
        super(world, client, key, done);
        this.world = world;
        this.key = key;
        this.history = history;
        this.records = records;
        this.after = after;
    }

    @Override
    void prepare() {
        history.sent(records);
    }

    @Override
    void serve(OwnedShards host, SimulatedNode node) {
        ByteBuffer entries = RecordContent.entries(records);
        int[] sizes = RecordEntry.payloadSizes(entries, records.size());
        Answer answer = new Answer(node);
        host.use(
                key,
                ShardUse.of(
                        shard -> shard.appender().append(entries, sizes, after, answer),
                        refusal -> answer.refused(refusal.reason(), refusal.owner())));
    }

    private final class Answer implements AppendCallback {
        private final SimulatedNode node;

        Answer(SimulatedNode node) {
            this.node = node;
        }

        @Override
        public void accepted(int count, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {
            world.trace(() -> "%s acknowledges %d to %d of shard %d"
                    .formatted(node.address(), firstIndex, firstIndex + count - 1, key.shard()));
            if (arrivalMillis > SimulatedClock.trueMillis(world) + LARGEST_ERROR_MILLIS) {
                world.fail(new Violation("a record arrived in the future"));
            }
            history.acknowledged(records.subList(0, count), firstIndex, arrivalMillis);
            if (count < records.size()) {
                history.refused(records.subList(count, records.size()));
            }
            AppendCall.this.answered(firstIndex + count - 1);
        }

        @Override
        public void refused(ShardRefusal reason) {
            refused(reason.reason(), reason.owner());
        }

        private void refused(RefusalReason reason, String owner) {
            if (reason == RefusalReason.ORDERING_VIOLATED) {
                world.fail(new Violation("an index above all that were given before was refused as violating order"));
            }
            if (reason != RefusalReason.UNKNOWN_OUTCOME) {
                history.refused(records);
            }
            AppendCall.this.refused(reason, owner);
        }
    }
}
