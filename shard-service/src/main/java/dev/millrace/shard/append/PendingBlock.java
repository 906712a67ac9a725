package dev.millrace.shard.append;

import dev.millrace.block.BlockBuilder;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.log.StoredBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A block on its way: open, then closed and written, then acknowledged. Lives on its shard's loop. */
final class PendingBlock {
    private final long firstIndex;
    private final long arrivalMillis;
    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable BlockBuilder builder = new BlockBuilder();
    private @Nullable StoredBlock block;
    private BucketWriter.@Nullable Placement placement;
    private int count;
    private long bytes;
    private boolean stored;

    PendingBlock(long firstIndex, long arrivalMillis) {
        this.firstIndex = firstIndex;
        this.arrivalMillis = arrivalMillis;
    }

    void add(ByteBuffer run, int[] payloadSizes, int from, int to) {
        bytes += run.remaining();
        count += to - from;
        Objects.requireNonNull(builder).add(run, payloadSizes, from, to);
    }

    /** Tells the callback once this block, and with it every one before, is acknowledged. */
    void addWaiter(AppendCallback callback, int records, long first, Refusal rest) {
        waiters.add(new Waiter(callback, records, first, rest));
    }

    /** Builds what will be written, once and for all; from now on nothing can be added. */
    void close(long acknowledgedIndex) {
        byte[] content = Objects.requireNonNull(builder).build();
        builder = null;
        block = new StoredBlock(firstIndex, count, arrivalMillis, acknowledgedIndex, content);
    }

    /** What is written; only after {@link #close}. */
    StoredBlock stored() {
        return Objects.requireNonNull(block);
    }

    BucketWriter.Placement placement() {
        return Objects.requireNonNull(placement);
    }

    void placeIn(BucketWriter.Placement chosen) {
        placement = chosen;
    }

    long firstIndex() {
        return firstIndex;
    }

    long arrivalMillis() {
        return arrivalMillis;
    }

    /** The bytes of its entries, before packing. */
    long bytes() {
        return bytes;
    }

    boolean isStored() {
        return stored;
    }

    void markStored() {
        stored = true;
    }

    void acknowledge() {
        for (Waiter waiter : waiters) {
            waiter.callback.accepted(waiter.records, waiter.first, arrivalMillis, waiter.rest);
        }
    }

    /**
     * Tells that nothing more is acknowledged. An append over several blocks waits with its last one, and is certainly not
     * stored only if its first one was not sent either.
     *
     * @param unsentFrom no record from this index on was sent to the store
     */
    void giveUp(long unsentFrom) {
        for (Waiter waiter : waiters) {
            waiter.callback.refused(waiter.first < unsentFrom ? Refusal.UNKNOWN_OUTCOME : Refusal.NOT_OWNER);
        }
    }

    private record Waiter(AppendCallback callback, int records, long first, Refusal rest) {}
}
