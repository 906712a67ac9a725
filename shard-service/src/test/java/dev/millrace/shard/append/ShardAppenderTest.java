package dev.millrace.shard.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.TestLease;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.testing.Blocks;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.testing.MemoryBlockStore.HeldWrite;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardAppenderTest {
    private static final int EPOCH = 7;
    private static final long FIRST = RecordIndex.firstOf(EPOCH);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofMillis(20);

    private final ManualLoop loop = new ManualLoop();
    private final MemoryBlockStore store = new MemoryBlockStore();
    private final Lease lease = TestLease.lasting(LEASE, loop);
    private boolean roomForRecords = true;
    private final ByteBudget processPending = new ByteBudget(10_000, () -> roomForRecords);
    private final ShardTail tail = new ShardTail(new ByteBudget(1 << 20), 1 << 20, FIRST);
    private final List<String> told = new ArrayList<>();
    private int leasesLost;
    private final ShardAppender appender = appender(new ThroughputSettings(false, 1, 1, 1, 1, 1));

    private ShardAppender appender(ThroughputSettings limits) {
        return new ShardAppender(
                new ShardEpoch(
                        new ShardKey(new StreamId(new UUID(0, 1)), 0),
                        lease,
                        EPOCH,
                        loop,
                        loop,
                        store,
                        ShardCipher.NONE,
                        tail),
                0,
                new AppendSettings(1_000, 3, 8_000, Duration.ofMinutes(1), 1 << 20, RETRY_DELAY),
                new ShardThroughput(limits, loop.nanoTime()),
                processPending,
                () -> leasesLost++);
    }

    private void append(String name, int count, int bytesEach) {
        append(appender, name, count, bytesEach, 0);
    }

    private void append(ShardAppender to, String name, int count, int bytesEach, long after) {
        ByteBuffer entries = Blocks.entries(count, bytesEach);
        to.append(entries, RecordEntry.payloadSizes(entries, count), after, new AppendCallback() {
            @Override
            public void accepted(
                    int accepted, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {
                told.add("%s: %d from %d%s"
                        .formatted(
                                name,
                                accepted,
                                firstIndex - FIRST,
                                rest == RefusalReason.NONE ? "" : ", rest " + rest));
            }

            @Override
            public void refused(ShardRefusal reason) {
                told.add(name + ": " + reason.reason());
            }
        });
    }

    @Test
    void whatComesWhileItIsSealedIsRefusedAsClosedAndWhatCameBeforeIsFinished() {
        append("before", 2, 10);
        appender.drain(RefusalReason.SHARD_CLOSED, () -> told.add("drained"));
        append("after", 1, 10);
        loop.run();
        append("later", 1, 10);
        appender.drain(RefusalReason.SHARD_CLOSED, () -> told.add("drained again"));

        assertThat(told)
                .containsExactly(
                        "after: SHARD_CLOSED", "before: 2 from 0", "drained", "later: SHARD_CLOSED", "drained again");
        assertThat(appender.acknowledgedIndex()).isEqualTo(FIRST + 2);
    }

    /** The wall clock of a shard's owner is set wrong for a second: arrival times never run backwards, so one record would be enough. */
    @Test
    void whileTheClockIsAheadNothingIsTakenSoThatNoArrivalLiesInTheFuture() {
        append("before", 1, 10);
        loop.run();
        loop.setAhead(true);
        append("meanwhile", 1, 10);
        loop.run();
        loop.setAhead(false);
        append("after", 1, 10);
        loop.run();

        assertThat(told).containsExactly("before: 1 from 0", "meanwhile: UNAVAILABLE", "after: 1 from 1");
        assertThat(appender.lastArrivalMillis()).isEqualTo(loop.wallMillis());
    }

    @Test
    void appendsThatGatherShareABlock() {
        append("a", 1, 100);
        append("b", 2, 100);
        loop.run();

        assertThat(told).containsExactly("a: 1 from 0", "b: 2 from 1");
        assertThat(tail.from(FIRST)).extracting(StoredBlock::count).containsExactly(3);
    }

    @Test
    void whatComesWhileABlockIsWrittenGoesWithTheNextOne() {
        store.holdWrites();
        append("a", 1, 100);
        loop.run();
        append("b", 1, 100);
        loop.run();
        append("c", 1, 100);
        loop.run();
        assertThat(store.heldWrites()).isEqualTo(1);

        store.nextWrite().succeed();
        loop.run();
        HeldWrite second = store.nextWrite();

        assertThat(second.block().count()).isEqualTo(2);
        assertThat(second.block().acknowledgedIndex()).isEqualTo(FIRST + 1);
    }

    @Test
    void nothingIsAcknowledgedBeforeWhatCameBeforeIt() {
        store.holdWrites();
        append("a", 1, 900);
        append("b", 1, 900);
        append("c", 1, 900);
        loop.run();
        append("d", 1, 10);
        loop.run();
        HeldWrite a = store.nextWrite();
        HeldWrite b = store.nextWrite();

        b.succeed();
        loop.run();
        assertThat(told).isEmpty();
        assertThat(appender.acknowledgedIndex()).isEqualTo(FIRST);

        a.succeed();
        loop.run();
        assertThat(told).containsExactly("a: 1 from 0", "b: 1 from 1");
        assertThat(appender.acknowledgedIndex()).isEqualTo(FIRST + 2);
    }

    @Test
    void aBlockThatCouldNotBeWrittenIsWrittenAgainWithTheSameContent() {
        store.holdWrites();
        append("a", 1, 900);
        append("b", 1, 900);
        loop.run();
        HeldWrite first = store.nextWrite();
        first.fail();
        loop.run();
        assertThat(store.heldWrites()).isZero();

        loop.pass(RETRY_DELAY);
        HeldWrite again = store.nextWrite();
        assertThat(again.block()).isSameAs(first.block());
        assertThat(told).isEmpty();

        again.succeed();
        loop.run();
        assertThat(told).containsExactly("a: 1 from 0");
    }

    @Test
    void aLeaseThatRanOutWhileABlockWasWrittenLeavesTheOutcomeOpen() {
        store.holdWrites();
        append("a", 1, 100);
        loop.run();
        append("b", 1, 100);
        loop.run();
        loop.pass(LEASE);

        store.nextWrite().succeed();
        loop.run();

        assertThat(told).containsExactly("a: UNKNOWN_OUTCOME", "b: NOT_OWNER");
        assertThat(leasesLost).isEqualTo(1);
        assertThat(appender.acknowledgedIndex()).isEqualTo(FIRST);
        assertThat(tail.from(FIRST)).isEmpty();
        assertThat(processPending.current()).isZero();
    }

    @Test
    void anAppendOfWhichAPartWasSentIsNotCalledUnwritten() {
        store.holdWrites();
        append("long", 5, 900);
        loop.run();
        append("next", 1, 100);
        assertThat(store.heldWrites()).isEqualTo(3);

        appender.close();

        assertThat(told).containsExactly("long: UNKNOWN_OUTCOME", "next: NOT_OWNER");
    }

    @Test
    void afterItsLeaseNothingIsTakenAnyMore() {
        loop.pass(LEASE);

        append("a", 1, 100);

        assertThat(told).containsExactly("a: NOT_OWNER");
    }

    @Test
    void aRecordLargerThanABlockIsOneOfItsOwn() {
        append("small", 1, 100);
        append("large", 1, 2_000);
        append("other", 1, 100);
        loop.run();

        assertThat(tail.from(FIRST)).extracting(StoredBlock::count).containsExactly(1, 1, 1);
        assertThat(told).containsExactly("small: 1 from 0", "large: 1 from 1", "other: 1 from 2");
    }

    @Test
    void anAppendLargerThanABlockFillsSeveralWithOneArrivalTimeAndIsToldOnce() {
        append("small", 1, 100);
        append("large", 7, 300);
        append("other", 1, 100);
        loop.run();

        assertThat(tail.from(FIRST)).extracting(StoredBlock::count).containsExactly(1, 3, 3, 2);
        assertThat(tail.from(FIRST))
                .extracting(StoredBlock::firstIndex)
                .containsExactly(FIRST, FIRST + 1, FIRST + 4, FIRST + 7);
        assertThat(tail.from(FIRST)).extracting(StoredBlock::arrivalMillis).containsOnly(loop.wallMillis());
        assertThat(told).containsExactly("small: 1 from 0", "large: 7 from 1", "other: 1 from 8");
    }

    @Test
    void onlyTheFirstRecordsAreTakenWhenPermitsRunOut() {
        ShardAppender limited = appender(new ThroughputSettings(true, 1_000, 3, 1, 1, 1));

        append(limited, "a", 5, 10, 0);
        append(limited, "b", 1, 10, 0);
        loop.run();

        assertThat(told).containsExactly("b: THROTTLED", "a: 3 from 0, rest THROTTLED");
        assertThat(processPending.current()).isZero();
    }

    @Test
    void aShardHoldsNoMorePendingBytesThanItMay() {
        store.holdWrites();
        append("a", 90, 100);
        append("b", 1, 100);
        append("c", 1, 100);

        assertThat(told).containsExactly("b: OVERLOADED", "c: OVERLOADED");
    }

    @Test
    void recordsAreRefusedWhileTheStorageHasNoRoomAndWhatIsUnderWayIsFinished() {
        append("before", 1, 100);
        roomForRecords = false;
        append("meanwhile", 1, 100);
        loop.run();
        roomForRecords = true;
        append("after", 1, 100);
        loop.run();

        assertThat(told).containsExactly("meanwhile: OVERLOADED", "before: 1 from 0", "after: 1 from 1");
    }

    @Test
    void allShardsTogetherHoldNoMorePendingBytesThanTheyMay() {
        store.holdWrites();
        assertThat(processPending.tryTake(9_950)).isTrue();

        append("a", 1, 100);

        assertThat(told).containsExactly("a: OVERLOADED");
        assertThat(processPending.current()).isEqualTo(9_950);
    }

    @Test
    void aNumberForOrderingThatWasNeverGivenIsRefused() {
        append(appender, "after", 1, 10, FIRST + 100);
        append(appender, "fine", 1, 10, FIRST - 1);
        loop.run();

        assertThat(told).containsExactly("after: ORDERING_VIOLATED", "fine: 1 from 0");
    }

    @Test
    void drainingFinishesWhatIsPendingAndTakesNothingNew() {
        store.holdWrites();
        append("a", 1, 100);
        loop.run();
        append("b", 1, 100);
        appender.drain(RefusalReason.NOT_OWNER, () -> told.add("drained"));
        append("c", 1, 100);
        store.nextWrite().succeed();
        loop.run();
        assertThat(told).containsExactly("c: NOT_OWNER", "a: 1 from 0");

        store.nextWrite().succeed();
        loop.run();

        assertThat(told).containsExactly("c: NOT_OWNER", "a: 1 from 0", "b: 1 from 1", "drained");
    }

    @Test
    void drainingEndsWhenTheLeaseDoes() {
        store.holdWrites();
        append("a", 1, 100);
        loop.run();
        appender.drain(RefusalReason.NOT_OWNER, () -> told.add("drained"));
        loop.pass(LEASE);

        store.nextWrite().fail();
        loop.run();

        assertThat(told).containsExactly("a: UNKNOWN_OUTCOME", "drained");
    }

    @Test
    void arrivalTimesStandStillWhileTheClockIsBehind() {
        append("a", 1, 100);
        loop.run();
        long arrival = appender.lastArrivalMillis();

        loop.setWallMillis(arrival - 3_600_000);
        append("b", 1, 100);
        loop.run();

        assertThat(tail.from(FIRST)).extracting(StoredBlock::arrivalMillis).containsExactly(arrival, arrival);
    }
}
