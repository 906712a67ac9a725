package dev.millrace.shard.retention;

import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.Bucket;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Removes the buckets at the old end of one shard's log, oldest first. */
final class BucketSweep {
    private static final int PAGE = 64;

    private final BlockStore store;
    private final ShardKey key;
    private final Duration bucketSpan;

    BucketSweep(BlockStore store, ShardKey key, Duration bucketSpan) {
        this.store = store;
        this.key = key;
        this.bucketSpan = bucketSpan;
    }

    /**
     * Removes every bucket whose last possible arrival lies before a time.
     *
     * @return how many
     */
    CompletionStage<Integer> removeBefore(long millis) {
        return store.bucketsFrom(key, 0, PAGE).thenCompose(buckets -> {
            List<Bucket> expired = buckets.stream()
                    .takeWhile(bucket -> bucket.endMillis(bucketSpan) <= millis)
                    .toList();
            if (expired.isEmpty()) {
                return CompletableFuture.completedFuture(0);
            }
            return store.removeOldest(key, expired)
                    .thenCompose(removed -> expired.size() == PAGE
                            ? removeBefore(millis).thenApply(more -> more + PAGE)
                            : CompletableFuture.completedFuture(expired.size()));
        });
    }
}
