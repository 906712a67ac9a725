package dev.millrace.shard.retention;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.lease.Ownership;
import dev.millrace.shard.lease.OwnershipTable;
import dev.millrace.shard.lease.ShardHost;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all shards that ever held records and removes what nobody can read any more: buckets past the trim
 * horizon, and everything of streams that are gone. Each shard is swept by the instance that should own it; a sweep
 * that stops half-way is finished by the next one.
 *
 * <p>Readers never see an expired record, whether it is removed yet or not.
 */
public final class RetentionSweep {
    private static final Logger log = LoggerFactory.getLogger(RetentionSweep.class);

    private final OwnershipTable table;
    private final BlockStore store;
    private final Membership membership;
    private final ShardHost host;
    private final StreamMirror streams;
    private final Supplier<Optional<String>> ownAddress;
    private final ShardLoop loop;
    private final TrustedClock clock;
    private final RetentionSettings settings;
    private final Duration bucketSpan;
    private volatile boolean closed;

    /** @param ownAddress the address of this instance while it has a lease */
    public RetentionSweep(
            OwnershipTable table,
            BlockStore store,
            Membership membership,
            ShardHost host,
            StreamMirror streams,
            Supplier<Optional<String>> ownAddress,
            ShardLoop loop,
            TrustedClock clock,
            RetentionSettings settings,
            Duration bucketSpan) {
        this.table = table;
        this.store = store;
        this.membership = membership;
        this.host = host;
        this.streams = streams;
        this.ownAddress = ownAddress;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
        this.bucketSpan = bucketSpan;
    }

    public void start() {
        loop.schedule(settings.interval(), this::sweep);
    }

    public void close() {
        closed = true;
    }

    private void sweep() {
        if (closed) {
            return;
        }
        CompletionStage<Void> done = mayRemove()
                ? table.known().thenComposeAsync(known -> sweepEach(known.iterator()), loop)
                : CompletableFuture.completedFuture(null);
        var unused = done.whenCompleteAsync(
                (swept, failure) -> {
                    if (failure != null) {
                        log.warn("A retention sweep stopped early and will be tried again: {}", failure.toString());
                    }
                    loop.schedule(settings.interval(), this::sweep);
                },
                loop);
    }

    /** Asked again for each shard, since going through all of them takes its time. */
    private boolean mayRemove() {
        return !closed && clock.irrevocable().isPresent() && streams.isCurrent();
    }

    private CompletionStage<Void> sweepEach(Iterator<ShardKey> shards) {
        while (shards.hasNext() && mayRemove()) {
            ShardKey key = shards.next();
            OptionalLong now = clock.irrevocable();
            if (now.isPresent() && isOurs(key)) {
                return sweepShard(key, now.getAsLong()).thenComposeAsync(swept -> sweepEach(shards), loop);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private boolean isOurs(ShardKey key) {
        Optional<String> own = ownAddress.get();
        return own.isPresent()
                && membership
                        .preferredOwner(key)
                        .filter(preferred -> preferred.address().equals(own.get()))
                        .isPresent();
    }

    private CompletionStage<Void> sweepShard(ShardKey key, long nowMillis) {
        Optional<StreamDescription> stream = streams.find(key.stream());
        if (stream.isEmpty()) {
            return streams.refresh(key.stream())
                    .hasElement()
                    .toFuture()
                    .thenCompose(exists -> exists ? CompletableFuture.completedFuture(null) : purge(key));
        }
        Instant horizon = stream.get().trimHorizon(Instant.ofEpochMilli(nowMillis));
        long before = horizon.toEpochMilli() - settings.grace().toMillis();
        return new BucketSweep(store, key, bucketSpan).removeBefore(before).thenCompose(removed -> {
            if (removed > 0) {
                log.debug("Removed {} expired buckets of stream {} shard {}", removed, key.stream(), key.shard());
            }
            return stream.get().shards().find(key.shard()).isPresent()
                    ? CompletableFuture.completedFuture(null)
                    : forgetIfExpired(key);
        });
    }

    /**
     * A shard that the catalogue no longer has was closed for longer than its records are kept, and its index is never
     * used again. Its buckets go by their own age all the same, so that no wrong clock elsewhere removes a record.
     */
    private CompletionStage<Void> forgetIfExpired(ShardKey key) {
        return streams.refresh(key.stream())
                .map(fresh -> fresh.shards().find(key.shard()).isEmpty())
                .defaultIfEmpty(false)
                .toFuture()
                .thenCompose(expired -> expired
                        ? store.bucketsFrom(key, 0, 1).thenApply(List::isEmpty)
                        : CompletableFuture.completedFuture(false))
                .thenCompose(empty -> empty ? purge(key) : CompletableFuture.completedFuture(null));
    }

    /** Neither the id of a stream that is gone nor the index of a shard is ever used again, so nothing stored under it is. */
    private CompletionStage<Void> purge(ShardKey key) {
        host.forget(key);
        return new BucketSweep(store, key, bucketSpan)
                .removeBefore(Long.MAX_VALUE)
                .thenCompose(removed -> table.read(key))
                .thenCompose(seen -> forget(key, seen))
                .thenAccept(forgotten -> log.info("Removed stream {} shard {}", key.stream(), key.shard()));
    }

    private CompletionStage<Boolean> forget(ShardKey key, Optional<Ownership> seen) {
        return seen.isEmpty() ? CompletableFuture.completedFuture(true) : table.forget(key, seen.get());
    }
}
