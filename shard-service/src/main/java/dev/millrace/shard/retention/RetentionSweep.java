package dev.millrace.shard.retention;

import dev.millrace.service.time.TrustedClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.OwnershipTable.KnownShard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Instant;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through all shards that ever held records and removes what nobody can read any more: buckets past the trim
 * horizon, and everything of streams of which it is recorded that they were removed. That the metadata service does not know a
 * stream or a shard is no such record: what nobody knows stays, and is counted. Each shard is swept by the instance that should
 * own it; a sweep that stops half-way is finished by the next one.
 *
 * <p>Readers never see an expired record, whether it is removed yet or not.
 */
public final class RetentionSweep {
    private static final Logger log = LoggerFactory.getLogger(RetentionSweep.class);
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final SweepScope scope;
    private final ShardPurge purge;
    private final StreamFacts streams;
    private final UnknownShards unknown;
    private final ShardLoop loop;
    private final TrustedClock clock;
    private final RetentionSettings settings;
    private volatile boolean closed;

    public RetentionSweep(
            SweepScope scope,
            StreamFacts streams,
            UnknownShards unknown,
            ShardLoop loop,
            TrustedClock clock,
            RetentionSettings settings) {
        this.scope = scope;
        this.purge = new ShardPurge(scope);
        this.streams = streams;
        this.unknown = unknown;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
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
                ? scope.table()
                        .known()
                        .thenComposeAsync(known -> sweepEach(known.iterator(), new SweepRound(streams)), loop)
                : DONE;
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

    private CompletionStage<Void> sweepEach(Iterator<KnownShard> shards, SweepRound round) {
        while (shards.hasNext() && mayRemove()) {
            KnownShard shard = shards.next();
            OptionalLong now = clock.irrevocable();
            if (now.isPresent() && scope.ours().test(shard.key())) {
                return sweepShard(shard, now.getAsLong(), round)
                        .thenComposeAsync(swept -> sweepEach(shards, round), loop);
            }
        }
        if (!shards.hasNext()) {
            unknown.found(round);
        }
        return DONE;
    }

    private CompletionStage<Void> sweepShard(KnownShard shard, long nowMillis, SweepRound round) {
        Instant now = Instant.ofEpochMilli(nowMillis);
        return streams.find(shard.key().stream())
                .map(stream -> sweepLiving(shard, stream, now, round))
                .orElseGet(() -> sweepUnknown(shard, now, round));
    }

    private CompletionStage<Void> sweepLiving(
            KnownShard shard, StreamDescription stream, Instant now, SweepRound round) {
        ShardKey key = shard.key();
        long before = stream.trimHorizon(now).toEpochMilli() - settings.grace().toMillis();
        return scope.bucketsOf(key)
                .removeBefore(before)
                .thenComposeAsync(
                        removed -> {
                            if (removed > 0) {
                                log.debug(
                                        "Removed {} expired buckets of stream {} shard {}",
                                        removed,
                                        key.stream(),
                                        key.shard());
                            }
                            return stream.shards().find(key.shard()).isPresent() || ShardPurge.isDone(shard, now)
                                    ? DONE
                                    : purgeIfExpired(shard, now, round);
                        },
                        loop);
    }

    /**
     * A shard that the catalogue no longer has was closed for longer than its records are kept, if it has later ones. Its
     * buckets go by their own age all the same, so that no wrong clock elsewhere removes a record.
     */
    private CompletionStage<Void> purgeIfExpired(KnownShard shard, Instant now, SweepRound round) {
        ShardKey key = shard.key();
        return streams.ask(key.stream())
                .thenComposeAsync(
                        fresh -> {
                            if (fresh.isEmpty()
                                    || fresh.get().shards().find(key.shard()).isPresent()) {
                                return DONE;
                            }
                            if (!fresh.get().shards().hasHad(key.shard())) {
                                round.keepUnknown(key);
                                return DONE;
                            }
                            return scope.store()
                                    .bucketsFrom(key, 0, 1)
                                    .thenComposeAsync(left -> left.isEmpty() ? purge(shard, now) : DONE, loop);
                        },
                        loop);
    }

    private CompletionStage<Void> sweepUnknown(KnownShard shard, Instant now, SweepRound round) {
        if (ShardPurge.isDone(shard, now)) {
            return DONE;
        }
        return round.fateOf(shard.key().stream())
                .thenComposeAsync(
                        fate -> {
                            if (fate instanceof StreamFate.Removed removed) {
                                scope.drop().accept(shard.key());
                                return removed.at()
                                                .plus(settings.removalGrace())
                                                .isAfter(now)
                                        ? DONE
                                        : purge(shard, now);
                            }
                            if (fate instanceof StreamFate.Unknown) {
                                // What was purged once is gone by a record, though that may have expired since.
                                return shard.purgedAt().isPresent() ? purge(shard, now) : keep(shard, round);
                            }
                            return DONE;
                        },
                        loop);
    }

    private static CompletionStage<Void> keep(KnownShard shard, SweepRound round) {
        round.keepUnknown(shard.key());
        return DONE;
    }

    private CompletionStage<Void> purge(KnownShard shard, Instant now) {
        scope.drop().accept(shard.key());
        return purge.purge(shard, now);
    }
}
