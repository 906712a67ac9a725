package dev.millrace.shard.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.owner.OwnershipTable.KnownShard;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every {@link OwnershipTable} keeps to. */
public abstract class OwnershipTableContractTest {
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final ShardKey key = new ShardKey(StreamId.random(), 3);

    protected abstract OwnershipTable table();

    protected abstract <T> T await(CompletionStage<T> stage);

    private Ownership row() {
        return await(table().read(key)).orElseThrow();
    }

    private boolean acquire(Optional<Ownership> seen, UUID owner) {
        return await(table().acquire(key, seen, seen.map(Ownership::epoch).orElse(0) + 1, owner, "host:1"));
    }

    private boolean settle(UUID owner, int epoch, Map<Integer, Long> ends, long lastArrivalMillis) {
        return await(table().settle(key, owner, epoch, new TreeMap<>(ends), epoch - 1, lastArrivalMillis));
    }

    @Test
    void aShardThatNeverHadAnOwnerHasNoRow() {
        assertThat(await(table().read(key))).isEmpty();
        assertThat(await(table().known())).extracting(KnownShard::key).doesNotContain(key);
    }

    @Test
    void theFirstOwnerGetsEpochOneAndNobodyElseDoes() {
        assertThat(acquire(Optional.empty(), ONE)).isTrue();
        assertThat(acquire(Optional.empty(), OTHER)).isFalse();

        assertThat(row()).isEqualTo(new Ownership(Optional.of(ONE), "host:1", 1, 0, 0, false, new TreeMap<>()));
        assertThat(await(table().known())).contains(new KnownShard(key, Optional.empty()));
    }

    @Test
    void onlyOneOfTwoTakesOverFromTheSameOwner() {
        acquire(Optional.empty(), ONE);
        Optional<Ownership> seen = await(table().read(key));

        assertThat(acquire(seen, OTHER)).isTrue();
        assertThat(acquire(seen, ONE)).isFalse();
        assertThat(row().epoch()).isEqualTo(2);
        assertThat(row().owner()).contains(OTHER);
    }

    @Test
    void whoHasSeenTheRowBeforeItsOwnerSettledDoesNotTakeOver() {
        acquire(Optional.empty(), ONE);
        acquire(await(table().read(key)), ONE);
        Optional<Ownership> seen = await(table().read(key));
        assertThat(settle(ONE, 2, Map.of(1, RecordIndex.firstOf(1) + 5), 1_000)).isTrue();

        assertThat(acquire(seen, OTHER)).isFalse();
        assertThat(acquire(await(table().read(key)), OTHER)).isTrue();
    }

    @Test
    void settlingRecordsTheEndsAndTheLastArrival() {
        acquire(Optional.empty(), ONE);
        acquire(await(table().read(key)), ONE);
        acquire(await(table().read(key)), OTHER);
        Map<Integer, Long> ends = Map.of(1, RecordIndex.firstOf(1) + 5, 2, RecordIndex.firstOf(2) + 7);

        assertThat(settle(OTHER, 3, ends, 1_234)).isTrue();

        assertThat(row())
                .isEqualTo(new Ownership(Optional.of(OTHER), "host:1", 3, 2, 1_234, false, new TreeMap<>(ends)));
    }

    @Test
    void aFormerOwnerSettlesAndReleasesNothing() {
        acquire(Optional.empty(), ONE);
        acquire(await(table().read(key)), OTHER);
        Ownership before = row();

        assertThat(settle(ONE, 1, Map.of(1, 99L), 1)).isFalse();
        assertThat(settle(ONE, 2, Map.of(1, 99L), 1)).isFalse();
        assertThat(await(table().release(key, ONE, 1, RecordIndex.firstOf(1) + 9, 1)))
                .isFalse();

        assertThat(row()).isEqualTo(before);
    }

    @Test
    void aReleasedShardIsSettledAndFree() {
        acquire(Optional.empty(), ONE);
        long end = RecordIndex.firstOf(1) + 9;

        assertThat(await(table().release(key, ONE, 1, end, 5_000))).isTrue();

        assertThat(row().owner()).isEmpty();
        assertThat(row().epoch()).isEqualTo(1);
        assertThat(row().settledEpoch()).isEqualTo(1);
        assertThat(row().lastArrivalMillis()).isEqualTo(5_000);
        assertThat(row().ends()).containsExactly(Map.entry(1, end));
        Optional<Ownership> seen = await(table().read(key));
        assertThat(acquire(seen, OTHER)).isTrue();
        assertThat(acquire(seen, ONE)).isFalse();
        assertThat(row().epoch()).isEqualTo(2);
        assertThat(row().ends()).containsExactly(Map.entry(1, end));
    }

    @Test
    void aSealedShardKeepsItsOwnerAndStaysSealedUnderTheNextOne() {
        acquire(Optional.empty(), ONE);
        Optional<Ownership> before = await(table().read(key));
        long end = RecordIndex.firstOf(1) + 9;

        assertThat(await(table().seal(key, ONE, 1, end, 5_000))).isTrue();
        assertThat(await(table().seal(key, ONE, 1, end, 5_000))).isTrue();

        assertThat(row()).isEqualTo(new Ownership(Optional.of(ONE), "host:1", 1, 1, 5_000, true, ends(1, end)));
        assertThat(acquire(before, OTHER)).isFalse();
        assertThat(acquire(await(table().read(key)), OTHER)).isTrue();
        assertThat(row()).isEqualTo(new Ownership(Optional.of(OTHER), "host:1", 2, 1, 5_000, true, ends(1, end)));
    }

    @Test
    void aSealedShardStaysSealedWhenItIsHandedBack() {
        acquire(Optional.empty(), ONE);
        long end = RecordIndex.firstOf(1) + 9;
        await(table().seal(key, ONE, 1, end, 5_000));

        await(table().release(key, ONE, 1, end, 5_000));

        assertThat(row().owner()).isEmpty();
        assertThat(row().sealed()).isTrue();
        assertThat(row().ends()).isEqualTo(ends(1, end));
    }

    @Test
    void aFormerOwnerSealsNothing() {
        acquire(Optional.empty(), ONE);
        acquire(await(table().read(key)), OTHER);

        assertThat(await(table().seal(key, ONE, 1, RecordIndex.firstOf(1) + 9, 5_000)))
                .isFalse();

        assertThat(row().sealed()).isFalse();
    }

    private static TreeMap<Integer, Long> ends(int epoch, long end) {
        return new TreeMap<>(Map.of(epoch, end));
    }

    @Test
    void anEpochWithoutRecordsLeavesNoEnd() {
        acquire(Optional.empty(), ONE);

        await(table().release(key, ONE, 1, RecordIndex.firstOf(1), 0));

        assertThat(row().ends()).isEmpty();
        assertThat(row().settledEpoch()).isEqualTo(1);
    }

    @Test
    void aPurgedShardKeepsItsEpochAndIsLikeAnyOtherOnceItHasAnOwnerAgain() {
        acquire(Optional.empty(), ONE);
        Ownership former = row();
        acquire(Optional.of(former), OTHER);
        Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
        assertThat(await(table().purge(key, former, now))).isFalse();

        assertThat(await(table().purge(key, row(), now))).isTrue();

        assertThat(row().epoch()).isEqualTo(2);
        assertThat(row().owner()).isEmpty();
        assertThat(await(table().known())).contains(new KnownShard(key, Optional.of(now)));
        assertThat(acquire(await(table().read(key)), ONE)).isTrue();
        assertThat(row().epoch()).isEqualTo(3);
        assertThat(await(table().known())).contains(new KnownShard(key, Optional.empty()));
    }

    @Test
    void aShardWhoseRowWasLostBeginsInTheEpochThatItsFirstOwnerChose() {
        assertThat(await(table().acquire(key, Optional.empty(), 1_005, ONE, "host:1")))
                .isTrue();

        assertThat(row()).isEqualTo(new Ownership(Optional.of(ONE), "host:1", 1_005, 0, 0, false, new TreeMap<>()));
    }

    @Test
    void aForgottenShardIsAsIfItHadNeverHadAnOwner() {
        acquire(Optional.empty(), ONE);
        await(table().seal(key, ONE, 1, RecordIndex.firstOf(1) + 9, 5_000));
        await(table().release(key, ONE, 1, RecordIndex.firstOf(1) + 9, 5_000));
        Ownership released = row();
        acquire(Optional.of(released), OTHER);
        assertThat(await(table().forget(key, released))).isFalse();

        assertThat(await(table().forget(key, row()))).isTrue();

        assertThat(await(table().read(key))).isEmpty();
        assertThat(acquire(Optional.empty(), ONE)).isTrue();
        assertThat(row().ends()).isEmpty();
        assertThat(row().sealed()).isFalse();
    }
}
