package dev.millrace.shard.retention;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.service.time.ClockSettings;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.testing.MemoryOwnershipTable;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionSweepTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration REMOVAL_GRACE = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int EPOCH = 7;

    private final ManualLoop loop = new ManualLoop();
    private final TrustedClock clock = new TrustedClock(
            loop::nanoTime,
            loop::wallMillis,
            new ClockSettings(Duration.ofMinutes(1), A_DAY.multipliedBy(365), Duration.ZERO, REMOVAL_GRACE));
    private final MemoryOwnershipTable rows = new MemoryOwnershipTable();
    private final MemoryBlockStore store = new MemoryBlockStore();
    private final Catalogue catalogue = new Catalogue();
    private final UnknownShards unknown = new UnknownShards(loop);
    private final List<ShardKey> dropped = new ArrayList<>();
    private final StreamId stream = catalogue.create(now(), 0);
    private final ShardKey shard = new ShardKey(stream, 0);
    private final RetentionSweep sweep = new RetentionSweep(
            new SweepScope(rows, store, Duration.ofSeconds(60), key -> true, dropped::add),
            catalogue,
            unknown,
            loop,
            clock,
            new RetentionSettings(INTERVAL, INTERVAL, REMOVAL_GRACE));

    @BeforeEach
    void begin() {
        rows.put(shard, EPOCH);
        store.put(RecordIndex.firstOf(EPOCH), block(RecordIndex.firstOf(EPOCH), 5, loop.wallMillis(), 0));
        clock.witnessed(List.of(loop.wallMillis()));
        sweep.start();
    }

    private Instant now() {
        return Instant.ofEpochMilli(loop.wallMillis());
    }

    /** Time goes by as it does: in steps between sweeps. */
    private void pass(Duration time) {
        for (long passed = 0; passed < time.toMillis(); passed += INTERVAL.toMillis()) {
            loop.pass(INTERVAL);
        }
    }

    private void assertAllIsThere() {
        assertThat(store.buckets()).extracting(Bucket::id).containsExactly(RecordIndex.firstOf(EPOCH));
        assertThat(rows.epochs()).containsEntry(shard, EPOCH);
        assertThat(rows.purged()).isEmpty();
    }

    /** As when the metadata service was started with another account, on another keyspace, or on an older backup. */
    @Test
    void ofAStreamThatNobodyKnowsNothingIsEverRemoved() {
        catalogue.neverHeardOf(stream);

        pass(A_DAY.multipliedBy(3));

        assertAllIsThere();
        assertThat(dropped).isEmpty();
        assertThat(unknown.count()).isEqualTo(1);
    }

    @Test
    void whatWasUnknownForAWhileGoesOnAsIfNothingHadBeen() {
        catalogue.neverHeardOf(stream);
        pass(A_DAY);
        catalogue.restore(stream, now(), 0);

        pass(INTERVAL);

        assertAllIsThere();
        assertThat(unknown.count()).isZero();
    }

    @Test
    void ofAStreamThatWasRemovedAllGoesAfterTheGraceButTheEpoch() {
        catalogue.remove(stream, now());

        pass(REMOVAL_GRACE.minus(INTERVAL));
        assertAllIsThere();
        assertThat(dropped).contains(shard);

        pass(INTERVAL.multipliedBy(2));
        assertThat(store.buckets()).isEmpty();
        assertThat(rows.epochs()).containsEntry(shard, EPOCH);
        assertThat(rows.purged()).containsKey(shard);
        assertThat(unknown.count()).isZero();
    }

    @Test
    void anEpochIsForgottenOnlyLongAfterAndWithWhatHasArrivedSince() {
        catalogue.remove(stream, now());
        pass(REMOVAL_GRACE.plus(INTERVAL));
        // A write that was on its way for long.
        store.put(RecordIndex.firstOf(EPOCH) + 5, block(RecordIndex.firstOf(EPOCH) + 5, 5, loop.wallMillis(), 0));
        pass(ShardPurge.MARK_KEPT.minus(A_DAY));
        assertThat(rows.epochs()).containsEntry(shard, EPOCH);

        // Records of removals expire as well; that it was purged is enough.
        catalogue.neverHeardOf(stream);
        pass(A_DAY.plus(INTERVAL));

        assertThat(store.buckets()).isEmpty();
        assertThat(rows.epochs()).isEmpty();
    }

    @Test
    void aShardThatHasExpiredIsPurgedWhenItsOwnBucketsAreTooOld() {
        catalogue.restore(stream, now(), 1, 2);

        pass(A_DAY.minus(INTERVAL));
        assertAllIsThere();

        pass(INTERVAL.multipliedBy(4));
        assertThat(store.buckets()).isEmpty();
        assertThat(rows.epochs()).containsEntry(shard, EPOCH);
        assertThat(rows.purged()).containsKey(shard);
        assertThat(unknown.count()).isZero();
    }

    /** The catalogue is as it was before a split: it does not know the children yet, and has no record that they expired. */
    @Test
    void aShardThatAnOlderCatalogueDoesNotHaveYetStays() {
        ShardKey child = new ShardKey(stream, 1);
        rows.put(child, 3);

        pass(A_DAY.multipliedBy(2));

        assertThat(rows.epochs()).containsEntry(child, 3);
        assertThat(rows.purged()).isEmpty();
        assertThat(unknown.count()).isEqualTo(1);
    }
}
