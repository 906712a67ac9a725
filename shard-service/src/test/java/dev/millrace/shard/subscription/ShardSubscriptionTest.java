package dev.millrace.shard.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.TestLease;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.read.LogRangeCache;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.read.Slice;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.subscription.ShardSubscription.ShardState;
import dev.millrace.shard.testing.Blocks;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardSubscriptionTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final long OWN = RecordIndex.firstOf(1);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int TINY_TAIL = 400;

    private final ManualLoop loop = new ManualLoop();
    private final MemoryBlockStore store = new MemoryBlockStore();
    private final Lease lease = TestLease.lasting(LEASE, loop);
    private final ShardTail tail = new ShardTail(new ByteBudget(1 << 20), TINY_TAIL, OWN);
    private final ShardThroughput throughput =
            new ShardThroughput(new ThroughputSettings(false, 1, 1, 1, 1, 1), loop.nanoTime());
    private final ShardEpoch epoch = new ShardEpoch(KEY, lease, 1, loop, loop, store, ShardCipher.NONE, tail);
    private final ShardAppender appender = new ShardAppender(
            epoch,
            0,
            new AppendSettings(100, 3, 1 << 20, Duration.ofMinutes(1), 1 << 20, Duration.ofMillis(20)),
            throughput,
            new ByteBudget(1 << 20),
            () -> {});
    private final ShardReader reader = new ShardReader(
            epoch,
            new TreeMap<>(),
            appender,
            new LogRangeCache(1 << 20),
            new ByteQueue(1 << 20),
            new ReadSettings(300, 1 << 20, 1, 2),
            () -> Duration.ofDays(1));
    private final OwnedShard shard = new OwnedShard(lease, 1, appender, reader, tail, throughput);
    private ShardState state = ShardState.OPEN;

    private final class Received implements Subscriber {
        private final List<Long> indexes = new ArrayList<>();
        private final List<ReadResult> events = new ArrayList<>();
        private RefusalReason refusal = RefusalReason.NONE;
        private boolean finished;
        private int demand;
        private boolean memory = true;
        private int reserved;

        Received(int demand) {
            this.demand = demand;
        }

        @Override
        public boolean isReady() {
            return demand > 0;
        }

        @Override
        public boolean tryReserve() {
            reserved += memory ? 1 : 0;
            return memory;
        }

        @Override
        public void spare() {
            reserved--;
        }

        @Override
        public void event(ReadResult records) {
            demand--;
            reserved--;
            events.add(records);
            for (Slice slice : records.slices()) {
                for (int i = 0; i < slice.take(); i++) {
                    indexes.add(slice.block().firstIndex() + slice.skip() + i);
                }
            }
        }

        @Override
        public void endOfShard(ReadResult records) {
            event(records);
            finished = true;
        }

        @Override
        public void refused(ShardRefusal reason) {
            refusal = reason.reason();
        }
    }

    private ShardSubscription subscribe(Received received, StartPosition position) {
        ShardSubscription subscription = new ShardSubscription(shard, loop, () -> state, received, 200);
        subscription.begin(position);
        loop.run();
        return subscription;
    }

    private void append(int count) {
        ByteBuffer entries = Blocks.entries(count, 10);
        appender.append(entries, RecordEntry.payloadSizes(entries, count), 0, new AppendCallback() {
            @Override
            public void accepted(
                    int accepted, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {}

            @Override
            public void refused(ShardRefusal reason) {}
        });
        loop.run();
    }

    private static List<Long> indexes(long from, int count) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(from + i);
        }
        return all;
    }

    @Test
    void theFirstEventTellsThePositionEvenWithoutRecords() {
        append(3);
        Received received = new Received(10);

        subscribe(received, new StartPosition.Latest());

        assertThat(received.events).hasSize(1);
        assertThat(received.events.get(0).nextIndex()).isEqualTo(OWN + 3);
        assertThat(received.indexes).isEmpty();
    }

    @Test
    void recordsArePushedAsSoonAsTheyAreAcknowledgedAndNothingIsPolled() {
        Received received = new Received(10);
        subscribe(received, new StartPosition.Latest());

        append(2);
        append(1);

        assertThat(received.indexes).isEqualTo(indexes(OWN, 3));
        int soFar = received.events.size();
        loop.pass(Duration.ofSeconds(9));
        assertThat(received.events).hasSize(soFar);
    }

    @Test
    void catchesUpFromTheLogAndGoesOnWithTheTailWithoutGapOrRepeat() {
        for (int i = 0; i < 100; i++) {
            append(5);
        }
        Received received = new Received(Integer.MAX_VALUE);

        ShardSubscription subscription = new ShardSubscription(shard, loop, () -> state, received, 200);
        subscription.begin(new StartPosition.TrimHorizon());
        for (int i = 0; i < 100; i++) {
            append(5);
        }

        assertThat(received.indexes).isEqualTo(indexes(OWN, 1_000));
    }

    @Test
    void sendsNoMoreThanAskedForAndGoesOnWhenAskedAgain() {
        append(100);
        Received received = new Received(2);
        ShardSubscription subscription = subscribe(received, new StartPosition.TrimHorizon());

        append(10);
        assertThat(received.events).hasSize(2);

        received.demand = 100;
        subscription.wake();
        loop.run();
        assertThat(received.indexes).isEqualTo(indexes(OWN, 110));
    }

    @Test
    void readsNothingUntilThereIsMemoryForItAndGivesBackWhatItDoesNotNeed() {
        append(100);
        Received received = new Received(100);
        received.memory = false;
        ShardSubscription subscription = subscribe(received, new StartPosition.TrimHorizon());
        assertThat(received.events).isEmpty();
        int readsBefore = store.blockReads();

        received.memory = true;
        subscription.wake();
        loop.run();

        assertThat(readsBefore).isZero();
        assertThat(received.indexes).isEqualTo(indexes(OWN, 100));
        assertThat(received.reserved).isZero();
    }

    @Test
    void endsOnceTheCatalogueHasClosedTheShardAndAllIsDelivered() {
        append(50);
        Received received = new Received(1);
        ShardSubscription subscription = subscribe(received, new StartPosition.TrimHorizon());
        state = ShardState.CLOSED;
        subscription.wake();
        loop.run();
        assertThat(received.finished).isFalse();

        received.demand = 100;
        subscription.wake();
        loop.run();

        assertThat(received.finished).isTrue();
        assertThat(received.indexes).isEqualTo(indexes(OWN, 50));
    }

    @Test
    void endsAtOnceWhenItWaitsAtTheTipOfAShardThatCloses() {
        append(1);
        Received received = new Received(10);
        ShardSubscription subscription = subscribe(received, new StartPosition.TrimHorizon());

        state = ShardState.CLOSED;
        subscription.wake();
        loop.run();

        assertThat(received.finished).isTrue();
        assertThat(received.events.get(received.events.size() - 1).slices()).isEmpty();
    }

    @Test
    void isSentToTheNextOwnerWhenTheShardIsHandedOver() {
        Received received = new Received(10);
        subscribe(received, new StartPosition.Latest());

        tail.close();

        assertThat(received.refusal).isEqualTo(RefusalReason.NOT_OWNER);
    }

    @Test
    void showsNothingPastALostLease() {
        append(1);
        Received received = new Received(1);
        ShardSubscription subscription = subscribe(received, new StartPosition.TrimHorizon());
        append(1);
        loop.pass(LEASE);

        received.demand = 1;
        subscription.wake();
        loop.run();

        assertThat(received.refusal).isEqualTo(RefusalReason.NOT_OWNER);
        assertThat(received.indexes).isEqualTo(indexes(OWN, 1));
    }

    @Test
    void endsWithTheStream() {
        Received received = new Received(10);
        ShardSubscription subscription = subscribe(received, new StartPosition.Latest());

        state = ShardState.GONE;
        subscription.wake();

        assertThat(received.refusal).isEqualTo(RefusalReason.UNKNOWN_SHARD);
    }
}
