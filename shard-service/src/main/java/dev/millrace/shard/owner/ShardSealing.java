package dev.millrace.shard.owner;

import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.ShardAcquisition.Won;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the log of an owned shard final, before its children open: no more appends, those that are pending finish, and
 * the end is recorded under the owner's epoch. Lives on the shard's loop.
 *
 * <pre>
 *   open ──seal──▶ draining ──▶ recording ──▶ sealed
 *                     ▲            │ no answer
 *                     └── again ───┘
 * </pre>
 *
 * Appends are refused from the first moment on and never taken again under this epoch: whether a record without an answer
 * was made is not known. Should the owner go before it is made, the next one appends as if nothing had been, and is asked
 * again.
 */
final class ShardSealing {
    private static final Logger log = LoggerFactory.getLogger(ShardSealing.class);

    private final ShardKey key;
    private final ShardLoop loop;
    private final OwnershipTable table;
    private final OwnedShard shard;
    private final Won won;
    private @Nullable CompletableFuture<SealedLog> sealed;

    ShardSealing(ShardKey key, ShardLoop loop, OwnershipTable table, OwnedShard shard, Won won) {
        this.key = key;
        this.loop = loop;
        this.table = table;
        this.shard = shard;
        this.won = won;
        if (won.sealed()) {
            shard.appender()
                    .drain(RefusalReason.SHARD_CLOSED, () -> sealed = CompletableFuture.completedFuture(sealedLog()));
        }
    }

    /** Completes when the log is final, or fails with {@link ShardRefusal}; whoever asks meanwhile shares the outcome. */
    CompletableFuture<SealedLog> seal() {
        if (sealed != null) {
            return sealed;
        }
        CompletableFuture<SealedLog> outcome = new CompletableFuture<>();
        sealed = outcome;
        shard.appender().drain(RefusalReason.SHARD_CLOSED, () -> record(outcome));
        return outcome;
    }

    private void record(CompletableFuture<SealedLog> outcome) {
        if (!shard.isUsable()) {
            fail(outcome);
            return;
        }
        var unused = table.seal(
                        key,
                        shard.lease().id(),
                        shard.epoch(),
                        shard.appender().acknowledgedIndex(),
                        shard.appender().lastArrivalMillis())
                .whenCompleteAsync(
                        (recorded, failure) -> {
                            if (failure == null && recorded) {
                                log.info(
                                        "Sealed stream {} shard {} in epoch {}",
                                        key.stream(),
                                        key.shard(),
                                        won.epoch());
                                outcome.complete(sealedLog());
                            } else {
                                fail(outcome);
                            }
                        },
                        loop);
    }

    private void fail(CompletableFuture<SealedLog> outcome) {
        sealed = null;
        outcome.completeExceptionally(new ShardRefusal(RefusalReason.UNAVAILABLE));
    }

    /** The same whoever is owner by now: an epoch without records ends where the last one with records did. */
    private SealedLog sealedLog() {
        long acknowledged = shard.appender().acknowledgedIndex();
        long before =
                won.ends().values().stream().mapToLong(Long::longValue).max().orElse(0);
        long end = acknowledged > RecordIndex.firstOf(shard.epoch()) ? acknowledged : before;
        return new SealedLog(end, shard.appender().lastArrivalMillis());
    }
}
