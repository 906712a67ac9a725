package dev.millrace.shard.owner;

import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.ShardAcquisition.Won;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this instance has of one shard. Its state lives on the shard's loop.
 *
 * <pre>
 *            use                 won
 *   (none) ──────▶ acquiring ─────────▶ owned ──▶ releasing
 *      ▲               │ refused          │ lease over  │ handed back
 *      └───────────────┴──────────────────┴─────────────┘
 * </pre>
 *
 * While it is acquired or released, who wants to use it waits and is then served, or told whom to ask.
 */
final class ShardSlot {
    private static final Logger log = LoggerFactory.getLogger(ShardSlot.class);

    private final ShardKey key;
    private final ShardLoop loop;
    private final OwnershipTable table;
    private final ShardOpener opener;
    private final Function<Lease, CompletionStage<Won>> acquisition;
    private @Nullable OwnedShard owned;
    private @Nullable ShardSealing sealing;
    private @Nullable CompletableFuture<OwnedShard> acquiring;
    private @Nullable CompletableFuture<Void> releasing;
    private volatile boolean isOwned;

    ShardSlot(
            ShardKey key,
            ShardLoop loop,
            OwnershipTable table,
            ShardOpener opener,
            Function<Lease, CompletionStage<Won>> acquisition) {
        this.key = key;
        this.loop = loop;
        this.table = table;
        this.opener = opener;
        this.acquisition = acquisition;
    }

    ShardKey key() {
        return key;
    }

    ShardLoop loop() {
        return loop;
    }

    /** A hint for other threads. */
    boolean isOwned() {
        return isOwned;
    }

    void ifOwned(Consumer<OwnedShard> task) {
        OwnedShard shard = owned;
        if (shard != null && releasing == null && shard.isUsable()) {
            task.accept(shard);
        }
    }

    void use(Lease lease, ShardUse use) {
        if (releasing != null) {
            var unused = releasing.whenComplete((done, failure) -> use(lease, use));
            return;
        }
        if (owned != null && owned.isUsable()) {
            use.with(owned);
            return;
        }
        CompletableFuture<OwnedShard> pending = acquiring;
        if (pending == null) {
            pending = acquire(lease);
        }
        var unused = pending.whenComplete((shard, failure) -> {
            if (failure == null) {
                use.with(shard);
            } else {
                use.refused((ShardRefusal) failure);
            }
        });
    }

    /** Makes the shard's log final; the shard goes on serving readers. */
    void seal(Lease lease, CompletableFuture<SealedLog> sealed) {
        use(
                lease,
                ShardUse.of(
                        shard -> {
                            var unused = Objects.requireNonNull(sealing).seal().whenComplete((log, failure) -> {
                                if (failure == null) {
                                    sealed.complete(log);
                                } else {
                                    sealed.completeExceptionally(failure);
                                }
                            });
                        },
                        sealed::completeExceptionally));
    }

    private CompletableFuture<OwnedShard> acquire(Lease lease) {
        drop();
        CompletableFuture<OwnedShard> result = new CompletableFuture<>();
        acquiring = result;
        // Whatever is thrown on the way completes it too: a shard that is being taken over for ever would serve nobody.
        var unused = CompletableFuture.completedFuture(lease)
                .thenCompose(acquisition)
                .handleAsync(
                        (won, failure) -> {
                            acquiring = null;
                            if (failure != null) {
                                throw new CompletionException(failure);
                            }
                            return open(lease, won);
                        },
                        loop)
                .whenComplete((shard, failure) -> {
                    if (failure == null) {
                        result.complete(shard);
                    } else {
                        result.completeExceptionally(asRefusal(failure));
                    }
                });
        return result;
    }

    private OwnedShard open(Lease lease, Won won) {
        if (!lease.isValid()) {
            throw new ShardRefusal(RefusalReason.UNAVAILABLE);
        }
        OwnedShard shard =
                opener.open(key, lease, won.epoch(), won.ends(), won.lastArrivalMillis(), () -> dropIf(lease));
        owned = shard;
        sealing = new ShardSealing(key, loop, table, shard, won);
        isOwned = true;
        log.info("Owner of stream {} shard {} in epoch {}", key.stream(), key.shard(), won.epoch());
        return shard;
    }

    private ShardRefusal asRefusal(Throwable failure) {
        return ShardRefusal.in(failure).orElseGet(() -> {
            log.warn("Stream {} shard {} cannot be taken over now: {}", key.stream(), key.shard(), failure.toString());
            return new ShardRefusal(RefusalReason.UNAVAILABLE);
        });
    }

    void dropIf(Lease lease) {
        if (owned != null && owned.lease() == lease) {
            drop();
        }
    }

    void drop() {
        if (owned != null) {
            owned.close();
        }
        owned = null;
        sealing = null;
        isOwned = false;
    }

    /**
     * Hands the shard back: drains its appends, then frees the row. It serves nothing from the moment that this begins,
     * since its successor may acknowledge as soon as the row is free, before this instance knows.
     */
    CompletableFuture<Void> release() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        loop.execute(() -> {
            OwnedShard shard = owned;
            if (releasing != null || shard == null || !shard.isUsable()) {
                released.complete(null);
                return;
            }
            releasing = released;
            shard.appender().drain(RefusalReason.NOT_OWNER, () -> {
                if (shard.isUsable()) {
                    free(shard, released);
                } else {
                    finishRelease(released);
                }
            });
        });
        return released;
    }

    private void free(OwnedShard shard, CompletableFuture<Void> released) {
        var unused = table.release(
                        key,
                        shard.lease().id(),
                        shard.epoch(),
                        shard.appender().acknowledgedIndex(),
                        shard.appender().lastArrivalMillis())
                .whenCompleteAsync(
                        (done, failure) -> {
                            log.info("Handed over stream {} shard {}", key.stream(), key.shard());
                            finishRelease(released);
                        },
                        loop);
    }

    private void finishRelease(CompletableFuture<Void> released) {
        drop();
        releasing = null;
        released.complete(null);
    }
}
