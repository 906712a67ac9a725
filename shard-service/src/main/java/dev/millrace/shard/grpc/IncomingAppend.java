package dev.millrace.shard.grpc;

import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One append of a gateway, to its outcome. It is counted from when it has come in until its shard's appender has it and counts it
 * itself: while it waits for the shard's loop, or for the shard to be taken over.
 */
final class IncomingAppend implements ShardUse, AppendCallback {
    private final long id;
    private final ByteBuffer entries;
    private final int[] payloadSizes;
    private final long afterIndex;
    private final ByteBudget pending;
    private final RefusalMeters refusals;
    private final Consumer<AppendOutcome> outcome;
    private int counted;

    IncomingAppend(
            long id,
            ByteBuffer entries,
            int[] payloadSizes,
            long afterIndex,
            ByteBudget pending,
            RefusalMeters refusals,
            Consumer<AppendOutcome> outcome) {
        this.id = id;
        this.entries = entries;
        this.payloadSizes = payloadSizes;
        this.afterIndex = afterIndex;
        this.pending = pending;
        this.refusals = refusals;
        this.outcome = outcome;
        this.counted = pending.tryTake(entries.remaining()) ? entries.remaining() : 0;
    }

    /** False when there was no memory for it. */
    boolean isCounted() {
        return counted == entries.remaining();
    }

    @Override
    public void with(OwnedShard shard) {
        giveBack();
        shard.appender().append(entries, payloadSizes, afterIndex, this);
    }

    private void giveBack() {
        pending.give(counted);
        counted = 0;
    }

    @Override
    public void accepted(int count, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {
        refusals.count(rest);
        outcome.accept(AppendOutcome.newBuilder()
                .setId(id)
                .setRefusal(Refusals.toMessage(rest))
                .setAcceptedCount(count)
                .setFirstIndex(firstIndex)
                .setArrivalMillis(arrivalMillis)
                .setEncrypted(encrypted)
                .build());
    }

    /** Before it has come to the shard, or by the shard. */
    @Override
    public void refused(ShardRefusal reason) {
        giveBack();
        refusals.count(reason.reason());
        outcome.accept(AppendOutcome.newBuilder()
                .setId(id)
                .setRefusal(Refusals.toMessage(reason.reason()))
                .setOwner(reason.owner())
                .setKey(reason.key())
                .build());
    }
}
