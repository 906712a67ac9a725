package dev.millrace.shard.log;

import dev.millrace.stream.ShardKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes blocks of the rows of one read, one after the other, until there are as many bytes as were asked for. */
final class BlockAssembly {
    private final BlockRows store;
    private final ShardKey key;
    private final long bucket;
    private final List<BlockRow> rows;
    private final long maxBytes;
    private final List<StoredBlock> blocks;
    private long bytes;

    BlockAssembly(BlockRows store, ShardKey key, long bucket, List<BlockRow> rows, long maxBytes) {
        this.store = store;
        this.key = key;
        this.bucket = bucket;
        this.rows = rows;
        this.maxBytes = maxBytes;
        this.blocks = new ArrayList<>(rows.size());
    }

    /** @param more whether there may be rows behind these */
    CompletionStage<BlockPage> page(boolean more) {
        return from(0).thenApply(read -> new BlockPage(blocks, more || read < rows.size()));
    }

    private CompletionStage<Integer> from(int start) {
        for (int i = start; i < rows.size(); i++) {
            BlockRow row = rows.get(i);
            if (!row.isHead()) {
                add(row.block());
            } else if (bytes >= maxBytes) {
                return CompletableFuture.completedFuture(i);
            } else {
                int next = i + 1;
                return joined(row).thenCompose(block -> {
                    add(block);
                    return from(next);
                });
            }
        }
        return CompletableFuture.completedFuture(rows.size());
    }

    private void add(StoredBlock block) {
        blocks.add(block);
        bytes += block.memoryBytes();
    }

    private CompletionStage<StoredBlock> joined(BlockRow head) {
        long firstIndex = head.block().firstIndex();
        JoinedParts parts = new JoinedParts(head.bytesInParts());
        return store.readParts(key, bucket, firstIndex, parts)
                .thenApply(read -> head.block().sealed(parts.content(key, firstIndex)));
    }
}
