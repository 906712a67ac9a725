package dev.millrace.shard.read;

import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.refusal.ShardRefusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts blocks to the size of one answer. */
final class SliceCollector {
    /** A block goes as a whole unless leaving out the others of its records saves more than this, and a quarter of it. */
    private static final int WORTH_CUTTING_BYTES = 16 * 1024;

    private final List<Slice> slices = new ArrayList<>();
    private final int maxRecords;
    private final long maxBytes;
    private int records;
    private long bytes;
    private long nextIndex;
    private long lastArrivalMillis;
    private boolean full;
    private @Nullable ShardRefusal refusal;

    SliceCollector(long fromIndex, int maxRecords, long maxBytes) {
        this.nextIndex = fromIndex;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /**
     * Takes what still fits of the records from the next index on; the very first record fits always.
     *
     * @return false when the answer is full
     */
    boolean take(StoredBlock block) {
        if (full || block.endIndex() <= nextIndex) {
            return !full;
        }
        int skip = (int) Math.max(0, nextIndex - block.firstIndex());
        int[] sizes = block.payloadSizes();
        int end = skip;
        while (end < block.count() && records < maxRecords && (records == 0 || bytes + sizes[end] <= maxBytes)) {
            bytes += sizes[end];
            records++;
            end++;
        }
        if (end > skip) {
            slices.add(slice(block, skip, end));
            nextIndex = block.firstIndex() + end;
            lastArrivalMillis = block.arrivalMillis();
        }
        full = end < block.count() || records == maxRecords;
        return !full;
    }

    /** Who wants a little of a large block is not sent all of it, which all on the way would have to keep. */
    private static Slice slice(StoredBlock block, int skip, int end) {
        int length = block.content().length;
        if (end - skip < block.count() && length > WORTH_CUTTING_BYTES) {
            long all = 0;
            long taken = 0;
            int[] sizes = block.payloadSizes();
            for (int i = 0; i < sizes.length; i++) {
                all += sizes[i];
                taken += i >= skip && i < end ? sizes[i] : 0;
            }
            long saved = all == 0 ? 0 : length * (all - taken) / all;
            if (saved > Math.max(WORTH_CUTTING_BYTES, length / 4)) {
                return new Slice(block.part(skip, end - skip), 0, end - skip);
            }
        }
        return new Slice(block, skip, end - skip);
    }

    /** Moves on over indexes that no visible record has. */
    void skipTo(long index) {
        nextIndex = Math.max(nextIndex, index);
    }

    /** What lies from here on may not be shown: the answer ends here, or is this when there is nothing before. */
    void endWith(ShardRefusal reason) {
        full = true;
        refusal = reason;
    }

    boolean isFull() {
        return full;
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    long nextIndex() {
        return nextIndex;
    }

    /** @throws ShardRefusal if the first record that there is may not be shown */
    ReadResult result(long acknowledgedIndex, long nowMillis) {
        if (refusal != null && slices.isEmpty()) {
            throw refusal;
        }
        boolean caughtUp = nextIndex >= acknowledgedIndex;
        long behind = caughtUp || lastArrivalMillis == 0 ? 0 : Math.max(1, nowMillis - lastArrivalMillis);
        return new ReadResult(List.copyOf(slices), nextIndex, behind, bytes, caughtUp);
    }
}
