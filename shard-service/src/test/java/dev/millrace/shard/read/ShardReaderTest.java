package dev.millrace.shard.read;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.TestLease;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.testing.Blocks;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShardReaderTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final long OLD = RecordIndex.firstOf(1);
    private static final long OWN = RecordIndex.firstOf(3);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int ALL = 10_000;

    private final ManualLoop loop = new ManualLoop();
    private final MemoryBlockStore store = new MemoryBlockStore();
    private final Lease lease = TestLease.lasting(LEASE, loop);
    private final ByteQueue fetching = new ByteQueue(100);
    private final ShardTail tail = new ShardTail(new ByteBudget(1 << 20), 1 << 20, OWN);
    private final SortedMap<Integer, Long> ends = new TreeMap<>();
    private Duration retention = Duration.ofHours(24);
    private final ShardEpoch epoch = new ShardEpoch(KEY, lease, 3, loop, loop, store, ShardCipher.NONE, tail);
    private final ShardAppender appender = new ShardAppender(
            epoch,
            0,
            new AppendSettings(1_000, 3, 1 << 20, Duration.ofMinutes(1), 1 << 20, Duration.ofMillis(20)),
            new ShardThroughput(new ThroughputSettings(false, 1, 1, 1, 1, 1), 0),
            new ByteBudget(1 << 20),
            () -> {});
    private final ShardReader reader = new ShardReader(
            epoch,
            ends,
            appender,
            new LogRangeCache(1 << 20),
            fetching,
            new ReadSettings(500, 1 << 20, 100, 2),
            () -> retention);

    private CompletableFuture<ReadResult> startRead(long from) {
        return reader.read(from, ALL, 1 << 20).toCompletableFuture();
    }

    private ReadResult read(long from) {
        CompletableFuture<ReadResult> result = startRead(from);
        loop.run();
        return result.join();
    }

    private int readAll(long from) {
        int records = 0;
        ReadResult result;
        long next = from;
        do {
            result = read(next);
            records += count(result);
            next = result.nextIndex();
        } while (!result.caughtUp());
        return records;
    }

    private static int count(ReadResult result) {
        return result.slices().stream().mapToInt(Slice::take).sum();
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

    private long hoursAgo(long hours) {
        return loop.wallMillis() - Duration.ofHours(hours).toMillis();
    }

    @Test
    void atTheTipNothingIsReadFromTheStore() {
        append(3);

        ReadResult result = read(OWN);

        assertThat(count(result)).isEqualTo(3);
        assertThat(result.caughtUp()).isTrue();
        assertThat(store.blockReads()).isZero();
    }

    @Test
    void whatIsNotYetAcknowledgedIsNotShown() {
        append(3);
        store.holdWrites();
        append(2);
        store.nextWrite().succeedUnheard();

        assertThat(count(read(OWN))).isEqualTo(3);

        tail.close();
        assertThat(readAll(OWN)).isEqualTo(3);
    }

    @Test
    void whoReadsBehindTheTailWaitsUntilThereIsMemoryForIt() {
        append(3);
        tail.close();
        fetching.tryTake(1);

        CompletableFuture<ReadResult> waiting = startRead(OWN);
        loop.run();
        assertThat(store.blockReads()).isZero();
        assertThat(waiting).isNotDone();

        fetching.give(1);
        loop.run();

        assertThat(count(waiting.join())).isEqualTo(3);
        assertThat(fetching.current()).isZero();
    }

    @Test
    void whatLiesBeyondTheEndOfAnEpochIsNotShown() {
        ends.put(1, OLD + 10);
        store.put(OLD, block(OLD, 10, hoursAgo(1), OLD));
        store.put(OLD, block(OLD + 10, 5, hoursAgo(1), OLD));
        store.put(RecordIndex.firstOf(2), block(RecordIndex.firstOf(2), 5, hoursAgo(1), RecordIndex.firstOf(2)));
        append(3);

        assertThat(readAll(0)).isEqualTo(13);
    }

    @Test
    void expiredRecordsAreLeftOutToTheMillisecond() {
        ends.put(1, OLD + 30);
        long horizon = hoursAgo(24);
        store.put(OLD, block(OLD, 10, horizon - 1, OLD));
        store.put(OLD, block(OLD + 10, 10, horizon, OLD));
        store.put(OLD + 20, block(OLD + 20, 10, horizon + 1, OLD));

        assertThat(readAll(0)).isEqualTo(20);

        retention = Duration.ofHours(48);
        assertThat(readAll(0)).isEqualTo(30);
    }

    @Test
    void longExpiredHistoryIsJumpedOver() {
        ends.put(1, OLD + 1_001);
        for (int i = 0; i < 1_000; i++) {
            store.put(OLD + i / 10 * 10, block(OLD + i, 1, hoursAgo(1_000) + i, OLD));
        }
        store.put(OLD + 1_000, block(OLD + 1_000, 1, hoursAgo(1), OLD));

        assertThat(count(read(0))).isEqualTo(1);
        assertThat(store.blockReads()).isLessThan(20);
    }

    @Test
    void aPositionByTimeFindsAlsoTheEndOfTheBucketBefore() {
        ends.put(1, OLD + 30);
        long time = hoursAgo(2);
        store.put(OLD, block(OLD, 10, time - 1, OLD));
        store.put(OLD, block(OLD + 10, 10, time, OLD));
        store.put(OLD + 20, block(OLD + 20, 10, time, OLD));

        CompletableFuture<Long> position =
                reader.indexOf(new AtTimestamp(Instant.ofEpochMilli(time))).toCompletableFuture();
        loop.run();

        assertThat(position.join()).isEqualTo(OLD + 10);
    }

    @Test
    void aPositionInTheFutureIsTheNewestOne() {
        ends.put(1, OLD + 10);
        store.put(OLD, block(OLD, 10, hoursAgo(1), OLD));
        append(3);

        CompletableFuture<Long> position = reader.indexOf(new AtTimestamp(Instant.ofEpochMilli(loop.wallMillis() + 1)))
                .toCompletableFuture();
        loop.run();

        assertThat(position.join()).isEqualTo(OWN + 3);
    }

    @Test
    void readersOfTheSameRangeShareIt() {
        ends.put(1, OLD + 3);
        store.put(OLD, block(OLD, 3, hoursAgo(1), OLD));
        CompletableFuture<ReadResult> one = startRead(OLD);
        int reads = store.blockReads();
        CompletableFuture<ReadResult> meanwhile = startRead(OLD);
        assertThat(store.blockReads()).isEqualTo(reads);
        loop.run();

        reads = store.blockReads();
        CompletableFuture<ReadResult> later = startRead(OLD);
        assertThat(store.blockReads()).isEqualTo(reads);
        loop.run();

        assertThat(count(one.join())).isEqualTo(3);
        assertThat(count(meanwhile.join())).isEqualTo(3);
        assertThat(count(later.join())).isEqualTo(3);
    }

    @Test
    void theNextRangeIsReadAhead() {
        ends.put(1, OLD + 100);
        for (int i = 0; i < 10; i++) {
            store.put(OLD, block(OLD + 10 * i, 10, hoursAgo(1), OLD));
        }
        ReadResult first = read(OLD);
        int reads = store.blockReads();

        CompletableFuture<ReadResult> second = startRead(first.nextIndex());
        assertThat(store.blockReads()).isEqualTo(reads);
        loop.run();
        assertThat(count(second.join())).isPositive();
    }

    @Test
    void anOwnerWhoseLeaseRanOutMeanwhileShowsNothing() {
        append(3);
        CompletableFuture<ReadResult> result = startRead(OWN);

        loop.pass(LEASE);

        assertThatThrownBy(result::join).hasRootCauseMessage("NOT_OWNER");
        assertThat(reader.indexOf(new Latest()).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void manyEmptyBucketsAreWalkedOverBitByBit() {
        ends.putAll(Map.of(1, OLD + 3));
        store.put(OLD, block(OLD, 3, hoursAgo(1), OLD));
        for (int i = 1; i < 200; i++) {
            store.addBucket(KEY, new Bucket(OLD + 3 + i, hoursAgo(1)));
        }
        append(2);
        tail.close();

        assertThat(readAll(0)).isEqualTo(5);
    }
}
