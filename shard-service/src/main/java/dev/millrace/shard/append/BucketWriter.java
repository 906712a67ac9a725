package dev.millrace.shard.append;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Chooses the bucket of each block and writes blocks there, never before the bucket stands in the index. */
final class BucketWriter {
    private final ShardKey key;
    private final BlockStore store;
    private final AppendSettings settings;
    private @Nullable Placement current;
    private long currentBytes;

    BucketWriter(ShardKey key, BlockStore store, AppendSettings settings) {
        this.key = key;
        this.store = store;
        this.settings = settings;
    }

    /** Decides, once, where a block goes: it stays there however often it is written. */
    void place(PendingBlock block) {
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

    CompletionStage<Void> write(PendingBlock block) {
        Placement placement = block.placement();
        return placement.indexed(this).thenCompose(indexed -> store.write(key, placement.bucket, block.written()));
    }

    /** A bucket and its way into the index. */
    static final class Placement {
        private final Bucket bucket;
        private @Nullable CompletableFuture<Void> indexed;

        private Placement(Bucket bucket) {
            this.bucket = bucket;
        }

        private CompletionStage<Void> indexed(BucketWriter writer) {
            CompletableFuture<Void> entry = indexed;
            if (entry == null || entry.isCompletedExceptionally()) {
                entry = writer.store.addBucket(writer.key, bucket).toCompletableFuture();
                indexed = entry;
            }
            return entry;
        }
    }
}
