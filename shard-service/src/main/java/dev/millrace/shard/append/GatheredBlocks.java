package dev.millrace.shard.append;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.refusal.RefusalReason;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers records and gathers them into blocks: the open one, and those that are full and wait for being written. Lives on
 * its shard's loop; who adds to it bounds its bytes.
 */
final class GatheredBlocks {
    private final NodeClock clock;
    private final int blockBytes;
    private final Deque<PendingBlock> full = new ArrayDeque<>();
    private @Nullable PendingBlock open;
    private long nextIndex;
    private long lastArrivalMillis;

    /**
     * @param firstIndex of the first record
     * @param lastArrivalMillis no record may arrive before this
     * @param blockBytes a block that has so many bytes takes no more
     */
    GatheredBlocks(long firstIndex, long lastArrivalMillis, NodeClock clock, int blockBytes) {
        this.nextIndex = firstIndex;
        this.lastArrivalMillis = lastArrivalMillis;
        this.clock = clock;
        this.blockBytes = blockBytes;
    }

    /** The index of the record that comes next. */
    long nextIndex() {
        return nextIndex;
    }

    long lastArrivalMillis() {
        return lastArrivalMillis;
    }

    boolean isEmpty() {
        return open == null && full.isEmpty();
    }

    boolean hasFull() {
        return !full.isEmpty();
    }

    /** The oldest full block, which is written next. */
    PendingBlock removeFull() {
        return full.remove();
    }

    /**
     * Adds one append. It has one arrival time: it goes into the open block as a whole, or begins a new one.
     *
     * @param run the entries of its records
     * @param payloadSizes of these records, and maybe of more
     * @param records how many there are
     * @param rest what those are refused with that were not admitted
     */
    void add(ByteBuffer run, int[] payloadSizes, int records, RefusalReason rest, AppendCallback callback) {
        long first = nextIndex;
        PendingBlock block = open;
        if (block == null || !fits(block, run.remaining())) {
            block = begin();
        }
        int from = 0;
        while (!fits(block, run.remaining())) {
            int end = run.position();
            int to = from;
            do {
                end = endOfEntryAt(run, end);
                to++;
            } while (to < records && fits(block, endOfEntryAt(run, end) - run.position()));
            if (to == records) {
                break;
            }
            put(block, run.duplicate().limit(end), payloadSizes, from, to);
            run.position(end);
            from = to;
            block = beginAt(block.arrivalMillis());
        }
        put(block, run, payloadSizes, from, records);
        block.addWaiter(callback, records, first, rest);
    }

    private boolean fits(PendingBlock block, int more) {
        return block.bytes() + more <= blockBytes;
    }

    private static int endOfEntryAt(ByteBuffer run, int position) {
        return RecordEntry.endOf(run.duplicate().position(position), 1);
    }

    private void put(PendingBlock block, ByteBuffer run, int[] payloadSizes, int from, int to) {
        block.add(run, payloadSizes, from, to);
        nextIndex += to - from;
    }

    private PendingBlock begin() {
        lastArrivalMillis = Math.max(lastArrivalMillis, clock.wallMillis());
        return beginAt(lastArrivalMillis);
    }

    private PendingBlock beginAt(long arrivalMillis) {
        closeOpen();
        PendingBlock block = new PendingBlock(nextIndex, arrivalMillis);
        open = block;
        return block;
    }

    /** What comes next begins a new block. */
    void closeOpen() {
        if (open != null) {
            full.add(open);
            open = null;
        }
    }

    /** Takes all blocks out. Nobody has seen their indexes, so the next records get them, without a gap. */
    List<PendingBlock> withdraw() {
        closeOpen();
        List<PendingBlock> unsent = List.copyOf(full);
        full.clear();
        if (!unsent.isEmpty()) {
            nextIndex = unsent.get(0).firstIndex();
        }
        return unsent;
    }
}
