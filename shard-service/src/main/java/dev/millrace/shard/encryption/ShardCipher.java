package dev.millrace.shard.encryption;

import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.refusal.ShardRefusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How one shard's blocks are encrypted, and read again. Stages may complete on any thread. */
public interface ShardCipher {
    /** Of a stream that never was encrypted. */
    ShardCipher NONE = new ShardCipher() {
        private final CompletableFuture<BlockSeal> plain = CompletableFuture.completedFuture(BlockSeal.NONE);

        @Override
        public CompletableFuture<BlockSeal> seal() {
            return plain;
        }

        @Override
        public CompletionStage<List<StoredBlock>> open(List<StoredBlock> blocks, long horizonMillis) {
            return CompletableFuture.completedFuture(blocks);
        }

        @Override
        public Optional<ShardRefusal> refusalOf(String keyId) {
            return Optional.empty();
        }
    };

    /**
     * What the next block is sealed with; asked for each block. Complete already but for the first block, and those after a change
     * of the key. Fails with a {@link ShardRefusal} when the stream's key cannot be used.
     */
    CompletableFuture<BlockSeal> seal();

    /**
     * Blocks as they are stored, opened, in order: up to the first that cannot be opened now. When that is the very first, it
     * fails with a {@link ShardRefusal}.
     *
     * @param horizonMillis blocks that arrived before this are shown to nobody, and stay as they are
     */
    CompletionStage<List<StoredBlock>> open(List<StoredBlock> blocks, long horizonMillis);

    /** Why what is stored under a key may not be shown now, though it was opened before. */
    Optional<ShardRefusal> refusalOf(String keyId);
}
