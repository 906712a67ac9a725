package dev.millrace.shard.encryption;

import dev.millrace.block.Block;
import dev.millrace.block.MalformedBlockException;
import dev.millrace.block.SealedBlock;
import dev.millrace.block.UnopenableBlockException;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamArn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the blocks of one read, one after the other, and makes sure of those that are stored as they are that they still are what
 * was written. It ends at the first that does not open or is damaged, so that nothing is ever left out in the middle.
 */
final class BlockOpening {
    private static final Logger log = LoggerFactory.getLogger(BlockOpening.class);

    private final ShardKey shard;
    private final StreamArn stream;
    private final List<StoredBlock> blocks;
    private final long horizonMillis;
    private final OpenedKeys keys;
    private final UnreadableBlocks unreadable;
    private final Executor executor;
    private final List<StoredBlock> opened;

    /** @param executor where blocks are opened: it takes some milliseconds, for which no loop is to stand still */
    BlockOpening(
            ShardKey shard,
            StreamArn stream,
            List<StoredBlock> blocks,
            long horizonMillis,
            OpenedKeys keys,
            UnreadableBlocks unreadable,
            Executor executor) {
        this.shard = shard;
        this.stream = stream;
        this.blocks = blocks;
        this.horizonMillis = horizonMillis;
        this.keys = keys;
        this.unreadable = unreadable;
        this.executor = executor;
        this.opened = new ArrayList<>(blocks.size());
    }

    /** The blocks, opened, up to the first that cannot be; fails with a refusal when that is the very first. */
    CompletionStage<List<StoredBlock>> run() {
        return blocks.stream().noneMatch(this::isShown)
                ? CompletableFuture.completedFuture(blocks)
                : CompletableFuture.supplyAsync(() -> from(0), executor).thenCompose(done -> done);
    }

    private boolean isShown(StoredBlock block) {
        return block.arrivalMillis() >= horizonMillis;
    }

    /** A seal makes certain that nothing was changed. Without one a checksum tells what was damaged. */
    private static boolean isIntactAndPlain(StoredBlock block) {
        if (SealedBlock.isSealed(block.content())) {
            return false;
        }
        Block plain = Block.of(block.content());
        if (!plain.isIntact() || plain.count() != block.count()) {
            throw new MalformedBlockException("its checksum or the number of its records is another one");
        }
        return true;
    }

    private CompletionStage<List<StoredBlock>> from(int start) {
        for (int i = start; i < blocks.size(); i++) {
            StoredBlock block = blocks.get(i);
            SealedBlock sealed;
            try {
                if (!isShown(block) || isIntactAndPlain(block)) {
                    opened.add(block);
                    continue;
                }
                sealed = SealedBlock.of(block.content());
            } catch (MalformedBlockException malformed) {
                return endAt(block, malformed);
            }
            CompletableFuture<OpenedKey> key = keys.open(sealed.wrappedKey(), stream);
            int next = i + 1;
            if (!key.isDone()) {
                return key.handleAsync((found, failure) -> goOn(block, sealed, found, failure, next), executor)
                        .thenCompose(done -> done);
            }
            if (key.isCompletedExceptionally()) {
                return key.handle((found, failure) -> goOn(block, sealed, found, failure, next))
                        .thenCompose(done -> done);
            }
            try {
                open(block, sealed, key.join());
            } catch (UnopenableBlockException changed) {
                return endAt(block, changed);
            }
        }
        return CompletableFuture.completedFuture(opened);
    }

    private CompletionStage<List<StoredBlock>> goOn(
            StoredBlock block, SealedBlock sealed, @Nullable OpenedKey key, @Nullable Throwable failure, int next) {
        if (key == null) {
            return endAt(block, failure);
        }
        try {
            open(block, sealed, key);
        } catch (UnopenableBlockException changed) {
            return endAt(block, changed);
        }
        return from(next);
    }

    private void open(StoredBlock block, SealedBlock sealed, OpenedKey key) {
        opened.add(block.opened(key.key().open(sealed, block.placeIn(shard)), key.keyId()));
    }

    private CompletionStage<List<StoredBlock>> endAt(StoredBlock block, @Nullable Throwable failure) {
        ShardRefusal refusal = ShardRefusal.in(failure).orElseGet(() -> new ShardRefusal(RefusalReason.UNREADABLE));
        if (refusal.reason() == RefusalReason.UNREADABLE) {
            unreadable.count();
            log.error(
                    "A stored block is damaged or does not open, and nothing behind it is shown: stream {} shard {} at {}: {}",
                    shard.stream(),
                    shard.shard(),
                    block.firstIndex(),
                    String.valueOf(failure));
        }
        return opened.isEmpty() ? CompletableFuture.failedFuture(refusal) : CompletableFuture.completedFuture(opened);
    }
}
