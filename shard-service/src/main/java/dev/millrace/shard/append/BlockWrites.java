package dev.millrace.shard.append;

import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.ShardKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes blocks, each again until it is stored, or the lease is over. Chooses the bucket of each, and writes none before its bucket stands
 * in the index. Lives on its shard's loop.
 */
final class BlockWrites {
    private static final Logger log = LoggerFactory.getLogger(BlockWrites.class);

    private final ShardKey key;
    private final Lease lease;
    private final ShardLoop loop;
    private final AppendSettings settings;
    private final BlockStore store;
    private final Runnable onStored;
    private final Runnable onLeaseLost;
    private @Nullable Placement current;
    private long currentBytes;
    private boolean storeFails;
    private boolean stopped;

    /**
     * @param onStored told on the loop when one more block is stored
     * @param onLeaseLost told on the loop when a write failed and the lease is over
     */
    BlockWrites(ShardEpoch shard, AppendSettings settings, Runnable onStored, Runnable onLeaseLost) {
        this.key = shard.key();
        this.lease = shard.lease();
        this.loop = shard.loop();
        this.settings = settings;
        this.store = shard.store();
        this.onStored = onStored;
        this.onLeaseLost = onLeaseLost;
    }

    /** Writes a closed block; blocks come here in the order of their indexes. */
    void begin(PendingBlock block) {
        place(block);
        write(block);
    }

    /** Decides, once, where a block goes: it stays there however often it is written. */
    private void place(PendingBlock block) {
        StoredBlock stored = block.written();
        Placement placement = current;
        if (placement == null
                || currentBytes >= settings.bucketBytes()
                || !placement.bucket.takes(stored.arrivalMillis(), settings.bucketSpan())) {
            placement = new Placement(new Bucket(stored.firstIndex(), stored.arrivalMillis()));
            current = placement;
            currentBytes = 0;
        }
        currentBytes += stored.content().length;
        block.placeIn(placement);
    }

    /** Nothing is written again, and nobody told, from now on. */
    void stop() {
        stopped = true;
    }

    private void write(PendingBlock block) {
        Placement placement = block.placement();
        var unused = placement
                .indexed(key, store)
                .thenCompose(indexed -> store.write(key, placement.bucket, block.written()))
                .whenCompleteAsync(
                        (written, failure) -> {
                            if (stopped) {
                                return;
                            }
                            if (failure == null) {
                                storeFails = false;
                                block.markStored();
                                onStored.run();
                            } else if (lease.isValid()) {
                                tellOfFailure(failure);
                                loop.schedule(settings.retryDelay(), () -> writeAgain(block));
                            } else {
                                onLeaseLost.run();
                            }
                        },
                        loop);
    }

    private void writeAgain(PendingBlock block) {
        if (!stopped) {
            write(block);
        }
    }

    /** Once for an outage, not for every try of every block. */
    private void tellOfFailure(Throwable failure) {
        if (!storeFails) {
            log.warn(
                    "Blocks of stream {} shard {} are written again until they can be: {}",
                    key.stream(),
                    key.shard(),
                    failure.toString());
        }
        storeFails = true;
    }

    /** A bucket and its way into the index. */
    static final class Placement {
        private final Bucket bucket;
        private @Nullable CompletableFuture<Void> indexed;

        private Placement(Bucket bucket) {
            this.bucket = bucket;
        }

        private CompletionStage<Void> indexed(ShardKey key, BlockStore store) {
            CompletableFuture<Void> entry = indexed;
            if (entry == null || entry.isCompletedExceptionally()) {
                entry = store.addBucket(key, bucket).toCompletableFuture();
                indexed = entry;
            }
            return entry;
        }
    }
}
