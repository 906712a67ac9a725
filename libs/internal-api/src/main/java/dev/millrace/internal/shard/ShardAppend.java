package dev.millrace.gateway.streams.records;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.Append;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.ShardKey;
import java.util.function.Consumer;

/**
 * An append on its way to an owner. Its outcome is given exactly once, by whoever has the append at that time.
 *
 * <p>Confined to the event loop of its {@link AppendStream} once submitted.
 */
final class PendingAppend {
    private final Append.Builder message;
    private final int bytes;
    private final long deadlineNanos;
    private final Consumer<AppendOutcome> outcome;
    private final Runnable stalled;
    private long sentNanos;
    private boolean reportedStalled;

    /**
     * @param records entries of the block layout, not changed any more
     * @param deadlineNanos by {@link System#nanoTime()}
     * @param stalled called at most once when the owner takes long to answer; the outcome may still come
     */
    PendingAppend(
            ShardKey shard,
            byte[] records,
            int recordCount,
            long afterIndex,
            long deadlineNanos,
            Consumer<AppendOutcome> outcome,
            Runnable stalled) {
        this.message = Append.newBuilder()
                .setStreamId(StreamMessages.toBytes(shard.stream()))
                .setShard(shard.shard())
                .setRecordCount(recordCount)
                .setRecords(UnsafeByteOperations.unsafeWrap(records))
                .setAfterIndex(afterIndex);
        this.bytes = records.length;
        this.deadlineNanos = deadlineNanos;
        this.outcome = outcome;
        this.stalled = stalled;
    }

    /** The records' bytes, which count against the bound. */
    int bytes() {
        return bytes;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    Append send(long id, long nowNanos) {
        sentNanos = nowNanos;
        long millisLeft = Math.max(1, (deadlineNanos - nowNanos) / 1_000_000);
        return message.setId(id).setDeadlineMillis(millisLeft).build();
    }

    void reportIfStalled(long nowNanos, long afterNanos) {
        if (!reportedStalled && nowNanos - sentNanos > afterNanos) {
            reportedStalled = true;
            stalled.run();
        }
    }

    void complete(AppendOutcome answer) {
        outcome.accept(answer);
    }

    void refuse(Refusal refusal) {
        outcome.accept(AppendOutcome.newBuilder().setRefusal(refusal).build());
    }
}
