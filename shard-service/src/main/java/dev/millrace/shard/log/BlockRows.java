package dev.millrace.shard.log;

import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps blocks as rows of bounded size, of which no more bytes are under way at a time than there are permits for.
 *
 * <pre>
 *   small block:   [ row with its content ]
 *   large block:   [ part 0 ][ part 1 ] ... [ part n ]   then   [ row without content: the head ]
 * </pre>
 *
 * The head is sent when a quorum has each part, so whoever finds the head, on whichever replica, finds all parts; a block that has
 * parts and no head was never acknowledged and is not there. All writes have one content however often they are made. A block that failed is
 * written again without the parts that a quorum has.
 */
public abstract class BlockRows implements BlockStore {
    private final RowSizes sizes;
    private final ByteQueue underWay;

    /** The parts of large blocks that are stored, until the whole block is, or nobody has it any more. */
    private final Map<StoredBlock, Set<Integer>> storedParts = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param underWay the bytes of rows that are being written, all shards together */
    protected BlockRows(RowSizes sizes, ByteQueue underWay) {
        this.sizes = sizes;
        this.underWay = underWay;
    }

    /** Writes a row of the block table. */
    protected abstract CompletionStage<Void> writeRow(ShardKey key, long bucket, BlockRow row);

    /** Writes one part of a block; the bytes are not changed until that is done. */
    protected abstract CompletionStage<Void> writePart(
            ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content);

    /** As {@link #blocksFrom}, without the parts. */
    protected abstract CompletionStage<List<BlockRow>> rowsFrom(ShardKey key, long bucket, long index, int limit);

    /** Hands the parts of a block to {@code parts}, in order. */
    protected abstract CompletionStage<Void> readParts(ShardKey key, long bucket, long firstIndex, JoinedParts parts);

    @Override
    public CompletionStage<Void> write(ShardKey key, Bucket bucket, StoredBlock block) {
        int bytes = block.content().length;
        if (bytes <= sizes.largestRow()) {
            return underWay.during(bytes, () -> writeRow(key, bucket.id(), BlockRow.whole(block)));
        }
        Set<Integer> stored = storedParts.computeIfAbsent(block, first -> ConcurrentHashMap.newKeySet());
        return writeParts(key, bucket.id(), block, stored)
                .thenCompose(all -> writeRow(key, bucket.id(), BlockRow.headOf(block)))
                .thenRun(() -> storedParts.remove(block));
    }

    private CompletableFuture<Void> writeParts(ShardKey key, long bucket, StoredBlock block, Set<Integer> stored) {
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[sizes.partsAtOnce()];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = writePartsFrom(key, bucket, block, stored, lane).toCompletableFuture();
        }
        // Ends when all of them have ended, failed or not: until then nothing of the block is sent again.
        return CompletableFuture.allOf(lanes);
    }

    private CompletionStage<Void> writePartsFrom(
            ShardKey key, long bucket, StoredBlock block, Set<Integer> stored, int from) {
        byte[] content = block.content();
        int part = from;
        while (stored.contains(part)) {
            part += sizes.partsAtOnce();
        }
        if (part >= sizes.partsOf(content.length)) {
            return CompletableFuture.completedFuture(null);
        }
        int next = part;
        int offset = next * sizes.part();
        int length = Math.min(sizes.part(), content.length - offset);
        return underWay.during(
                        length,
                        () -> writePart(
                                key, bucket, block.firstIndex(), next, ByteBuffer.wrap(content, offset, length)))
                .thenCompose(written -> {
                    stored.add(next);
                    return writePartsFrom(key, bucket, block, stored, next + sizes.partsAtOnce());
                });
    }

    @Override
    public CompletionStage<BlockPage> blocksFrom(ShardKey key, long bucket, long index, int limit, long maxBytes) {
        return rowsFrom(key, bucket, index, limit)
                .thenCompose(rows -> new BlockAssembly(this, key, bucket, rows, maxBytes).page(rows.size() == limit));
    }
}
