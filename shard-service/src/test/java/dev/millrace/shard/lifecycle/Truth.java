package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.simulation.Violation;
import dev.millrace.shard.simulation.World;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What really happened, by true time, which no node sees: held against whatever is stored, removed and answered.
 *
 * <p>Clocks of instances may differ by the minute that they tolerate of each other, so nothing is asked for within some minutes
 * of an exact instant.
 */
final class Truth {
    /** What several instances' tolerated clocks, and the time that calls take, may come to. */
    static final Duration SLACK = Duration.ofMinutes(8);

    private final World world;
    private final Duration removalGrace;
    private final Map<StreamId, StreamLife> lives = new HashMap<>();
    private final Map<ShardKey, ShardTruth> shards = new HashMap<>();
    /** Which life numbers of a name, a second and a shard belong to. */
    private final Map<Numbers, StreamId> numbers = new HashMap<>();

    /** @param removalGrace for how long records of a removed stream stay at least */
    Truth(World world, Duration removalGrace) {
        this.world = world;
        this.removalGrace = removalGrace;
    }

    private record Numbers(StreamName name, long second, int shard) {}

    /** The row of a stream is stored. */
    void stored(Optional<CatalogEntry> before, CatalogEntry after) {
        StreamId id = after.stream().id();
        StreamLife life = lives.computeIfAbsent(id, first -> new StreamLife());
        life.retention(world.now(), after.stream().retention());
        for (Shard shard : after.stream().shards().all()) {
            Numbers given = new Numbers(after.name(), shard.createdAt().getEpochSecond(), shard.index());
            StreamId other = numbers.putIfAbsent(given, id);
            check(other == null || other.equals(id), "two lives of " + after.name() + " share sequence numbers");
            ShardTruth truth = of(new ShardKey(id, shard.index()));
            if (!shard.isOpen()) {
                check(truth.isSealed(), "shard " + shard.index() + " is closed before its log is final");
                truth.closed(world.now());
            }
        }
        before.filter(entry -> entry.stream().id().equals(id)).ifPresent(entry -> checkExpired(entry, after));
    }

    private void checkExpired(CatalogEntry before, CatalogEntry after) {
        for (Shard shard : before.stream().shards().all()) {
            if (after.stream().shards().find(shard.index()).isEmpty()) {
                ShardKey key = new ShardKey(after.stream().id(), shard.index());
                check(
                        !isKept(key, of(key).closedAt()),
                        "shard " + shard.index() + " leaves the catalogue within its stream's retention");
            }
        }
    }

    /** The row of a stream is removed, because somebody asked for it. */
    void removed(StreamId stream) {
        lives.get(stream).removed(world.now());
    }

    /** Somebody asks for a stream to be deleted. */
    void deletionAsked(StreamId stream) {
        lives.get(stream).deletionAsked();
    }

    void opened(ShardKey key, int epoch) {
        check(of(key).open(epoch), () -> key + " begins again at epoch " + epoch);
    }

    void sealed(ShardKey key) {
        of(key).seal();
    }

    void written(ShardKey key, Bucket bucket, StoredBlock block) {
        of(key).write(bucket.id(), block);
    }

    void acknowledged(ShardKey key, long firstIndex, int count) {
        check(
                of(key).acknowledge(firstIndex, count, world.now()),
                () -> "index " + firstIndex + " of " + key + " was given before, or after the log was final");
    }

    /** When the last record was acknowledged; 0 before the first. */
    long lastAcknowledgedAt(ShardKey key) {
        return of(key).lastAcknowledgedAt();
    }

    long acknowledgedCount() {
        return shards.values().stream().mapToLong(ShardTruth::acknowledgedCount).sum();
    }

    /** A bucket's removal is sent to the store. */
    void removing(ShardKey key, long bucket) {
        for (long index : of(key).acknowledgedIn(bucket)) {
            check(
                    !isKept(key, of(key).acknowledgedAt(index)),
                    () -> "record " + index + " of " + key + " is destroyed within its stream's retention");
        }
        of(key).remove(bucket);
    }

    /** Buckets that lie far past everything that could keep them have been removed. */
    void checkSwept(Duration patience) {
        shards.forEach((key, shard) -> {
            StreamLife life = lives.get(key.stream());
            shard.buckets()
                    .filter(bucket -> !life.isLost() && isOverdue(life, shard, bucket, patience))
                    .forEach(bucket -> check(false, () -> "bucket " + bucket + " of " + key + " was not removed"));
        });
    }

    private boolean isOverdue(StreamLife life, ShardTruth shard, long bucket, Duration patience) {
        return !life.isRemovedLessThan(removalGrace.plus(patience), world.now())
                || shard.acknowledgedIn(bucket).stream()
                        .allMatch(index -> age(shard.acknowledgedAt(index))
                                        .compareTo(life.longestRetention().plus(patience))
                                > 0);
    }

    /** A stream's row is gone from the store though nobody deleted the stream: whatever it holds then is kept for ever. */
    void lost(StreamId stream) {
        lives.get(stream).lost(world.now());
    }

    private boolean isKept(ShardKey key, long sinceNanos) {
        StreamLife life = lives.get(key.stream());
        if (life.isLost()) {
            return !life.isDeletionAsked() && isRetained(life, sinceNanos, life.lostAt());
        }
        return life.isRemovedLessThan(removalGrace.minus(SLACK), world.now())
                && isRetained(life, sinceNanos, world.now());
    }

    private static boolean isRetained(StreamLife life, long sinceNanos, long atNanos) {
        Duration age = Duration.ofNanos(atNanos - sinceNanos);
        return age.plus(SLACK).compareTo(life.shortestRetentionSince(sinceNanos)) < 0;
    }

    private Duration age(long sinceNanos) {
        return Duration.ofNanos(world.now() - sinceNanos);
    }

    private ShardTruth of(ShardKey key) {
        return shards.computeIfAbsent(key, shard -> new ShardTruth());
    }

    void check(boolean holds, String what) {
        check(holds, () -> what);
    }

    void check(boolean holds, Supplier<String> what) {
        if (!holds) {
            world.fail(new Violation(what.get()));
        }
    }
}
