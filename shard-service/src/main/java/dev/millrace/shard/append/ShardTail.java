package dev.millrace.shard.append;

import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteBudget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest acknowledged blocks of one shard, without a gap up to the last acknowledged one. Lives on its shard's loop.
 *
 * <p>Bounded twice: by a share of its own, and by the memory of all tails together, for which the shard that grows gives
 * up its own oldest blocks first. Idle shards give theirs up with {@link #evictOlderThan}.
 */
public final class ShardTail {
    private final NavigableMap<Long, StoredBlock> blocks = new TreeMap<>();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final ByteBudget memory;
    private final long limitBytes;
    private long bytes;
    private long firstIndex;

    /** @param firstIndex where the tail begins: all acknowledged records from here on are in it */
    public ShardTail(ByteBudget memory, long limitBytes, long firstIndex) {
        this.memory = memory;
        this.limitBytes = limitBytes;
        this.firstIndex = firstIndex;
    }

    /** Adds the block that has just been acknowledged. One that is larger than the bounds goes at once: readers find it in the log. */
    public void add(StoredBlock block) {
        int size = block.memoryBytes();
        while (!blocks.isEmpty() && bytes + size > limitBytes) {
            evictFirst();
        }
        if (size <= limitBytes && takeMemory(size)) {
            blocks.put(block.firstIndex(), block);
            bytes += size;
        } else {
            firstIndex = block.endIndex();
        }
    }

    /** Gives up its own blocks for the new one; when it has none left, there is none. */
    private boolean takeMemory(int size) {
        while (!memory.tryTake(size)) {
            if (blocks.isEmpty()) {
                return false;
            }
            evictFirst();
        }
        return true;
    }

    /** Who waits for records at the tip. */
    public interface Waiter {
        /** There are new blocks. */
        void onGrowth();

        /** The shard is no longer owned under this epoch: there will be no more. */
        void onEnd();
    }

    public void join(Waiter waiter) {
        waiters.add(waiter);
    }

    public void leave(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Tells all who wait of the blocks that were added since the last time. */
    public void wakeWaiters() {
        if (!waiters.isEmpty()) {
            List.copyOf(waiters).forEach(Waiter::onGrowth);
        }
    }

    /** Whether every acknowledged record from the index on is here. */
    public boolean covers(long index) {
        return index >= firstIndex;
    }

    /** The blocks that hold the index and what follows; only for an index that the tail covers. */
    public Iterable<StoredBlock> from(long index) {
        Long holding = blocks.floorKey(index);
        return (holding == null ? blocks : blocks.tailMap(holding, true)).values();
    }

    /** The first index of the first block that arrived at or after the time, or -1 when an older block may have. */
    public long firstArrivedFrom(long millis) {
        if (blocks.isEmpty() || blocks.firstEntry().getValue().arrivalMillis() >= millis) {
            return -1;
        }
        return blocks.values().stream()
                .filter(block -> block.arrivalMillis() >= millis)
                .findFirst()
                .map(StoredBlock::firstIndex)
                .orElse(blocks.lastEntry().getValue().endIndex());
    }

    public void evictOlderThan(long millis) {
        while (!blocks.isEmpty() && blocks.firstEntry().getValue().arrivalMillis() < millis) {
            evictFirst();
        }
    }

    /** Frees the memory and sends away all who wait. */
    public void close() {
        while (!blocks.isEmpty()) {
            evictFirst();
        }
        List<Waiter> last = List.copyOf(waiters);
        waiters.clear();
        last.forEach(Waiter::onEnd);
    }

    private void evictFirst() {
        StoredBlock evicted = blocks.pollFirstEntry().getValue();
        firstIndex = evicted.endIndex();
        bytes -= evicted.memoryBytes();
        memory.give(evicted.memoryBytes());
    }
}
