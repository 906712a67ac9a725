package dev.millrace.shard.read;

import dev.millrace.shard.log.StoredBlock;
import java.util.List;

/**
 * A part of a shard's log as read at one go: every visible record from one index to another.
 *
 * @param fromIndex where it begins
 * @param toIndex where it ends, exclusive; indexes in between that no block holds have no visible record
 * @param blocks the blocks, the first of which may begin before {@code fromIndex}
 * @param bucket the bucket in which reading goes on
 */
record LogRange(long fromIndex, long toIndex, List<StoredBlock> blocks, long bucket) {
    boolean holds(long index) {
        return fromIndex <= index && index < toIndex;
    }

    long memoryBytes() {
        return 128 + blocks.stream().mapToLong(StoredBlock::memoryBytes).sum();
    }
}
