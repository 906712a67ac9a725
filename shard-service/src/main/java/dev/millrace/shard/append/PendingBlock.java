package dev.millrace.shard.append;

import dev.millrace.block.BlockBuilder;
import dev.millrace.shard.encryption.BlockSeal;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
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
    private @Nullable StoredBlock written;
    private BlockWrites.@Nullable Placement placement;
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
    void addWaiter(AppendCallback callback, int records, long first, RefusalReason rest) {
        waiters.add(new Waiter(callback, records, first, rest));
    }

    /** Builds what will be written, once and for all; from now on nothing can be added. */
    void close(long acknowledgedIndex, BlockSeal seal) {
        byte[] content = Objects.requireNonNull(builder).build();
        builder = null;
        StoredBlock plain = new StoredBlock(firstIndex, count, arrivalMillis, acknowledgedIndex, content);
        written = seal.seal(plain);
        block = plain.opened(content, seal.keyId());
    }

    /** What readers are shown; only after {@link #close}. */
    StoredBlock stored() {
        return Objects.requireNonNull(block);
    }

    /** What is written, however often; only after {@link #close}. */
    StoredBlock written() {
        return Objects.requireNonNull(written);
    }

    BlockWrites.Placement placement() {
        return Objects.requireNonNull(placement);
    }

    void placeIn(BlockWrites.Placement chosen) {
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
            boolean encrypted = !stored().keyId().equals(StoredBlock.NO_KEY);
            waiter.callback.accepted(waiter.records, waiter.first, arrivalMillis, encrypted, waiter.rest);
        }
    }

    /**
     * Tells that nothing more is acknowledged. An append over several blocks waits with its last one, and is certainly not
     * stored only if its first one was not sent either.
     *
     * @param unsentFrom no record from this index on was sent to the store
     * @param reason for those of which nothing was
     */
    void giveUp(long unsentFrom, ShardRefusal reason) {
        for (Waiter waiter : waiters) {
            waiter.callback.refused(
                    waiter.first < unsentFrom ? new ShardRefusal(RefusalReason.UNKNOWN_OUTCOME) : reason);
        }
    }

    private record Waiter(AppendCallback callback, int records, long first, RefusalReason rest) {}
}
