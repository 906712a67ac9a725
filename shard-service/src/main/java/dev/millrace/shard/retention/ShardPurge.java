package dev.millrace.shard.retention;

import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.OwnershipTable.KnownShard;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes everything of a shard of which it is certain that it is gone. Its buckets go at once. Its row stays, marked as
 * purged: a block that was still on its way is found when the mark is old, and an epoch is forgotten only when nothing of
 * the shard can exist any more.
 */
final class ShardPurge {
    private static final Logger log = LoggerFactory.getLogger(ShardPurge.class);
    /** Longer than any write is under way, and than a backup is likely to be old that the catalogue is restored from. */
    static final Duration MARK_KEPT = Duration.ofDays(30);

    private final SweepScope scope;

    ShardPurge(SweepScope scope) {
        this.scope = scope;
    }

    /** Whether there is nothing to do for a shard yet, because it was purged lately. */
    static boolean isDone(KnownShard shard, Instant now) {
        return shard.purgedAt().filter(at -> at.plus(MARK_KEPT).isAfter(now)).isPresent();
    }

    CompletionStage<Void> purge(KnownShard shard, Instant now) {
        if (isDone(shard, now)) {
            return CompletableFuture.completedFuture(null);
        }
        ShardKey key = shard.key();
        return scope.bucketsOf(key)
                .removeBefore(Long.MAX_VALUE)
                .thenCompose(removed -> scope.table().read(key))
                .thenCompose(seen -> shard.purgedAt().isPresent() ? forget(key, seen) : mark(key, seen, now));
    }

    private CompletionStage<Void> mark(ShardKey key, Optional<Ownership> seen, Instant now) {
        return seen.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : scope.table()
                        .purge(key, seen.get(), now)
                        .thenAccept(marked -> log.info("Removed stream {} shard {}", key.stream(), key.shard()));
    }

    private CompletionStage<Void> forget(ShardKey key, Optional<Ownership> seen) {
        return seen.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : scope.table().forget(key, seen.get()).thenAccept(forgotten -> {});
    }
}
