package dev.millrace.shard.owner;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.EpochSettler.Settlement;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EpochSettlerTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final long ONE = RecordIndex.firstOf(1);
    private static final long TWO = RecordIndex.firstOf(2);

    private final MemoryBlockStore store = new MemoryBlockStore();
    private final ByteQueue memory = new ByteQueue(1);

    private Settlement settle(int settledEpoch, int ownEpoch) {
        return new EpochSettler(store, KEY, memory)
                .settle(settledEpoch, ownEpoch)
                .toCompletableFuture()
                .join();
    }

    @Test
    void anEpochEndsAfterItsLastBlock() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.put(ONE, block(ONE + 10, 5, 1_001, ONE + 10));

        Settlement settled = settle(0, 2);

        assertThat(settled.ends()).containsExactly(Map.entry(1, ONE + 15));
        assertThat(settled.lastArrivalMillis()).isEqualTo(1_001);
    }

    @Test
    void nothingIsReadUntilThereIsMemoryForIt() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        memory.tryTake(1);

        CompletableFuture<Settlement> settling =
                new EpochSettler(store, KEY, memory).settle(0, 2).toCompletableFuture();
        assertThat(settling).isNotDone();
        assertThat(store.blockReads()).isZero();
        memory.give(1);

        assertThat(settling.join().ends()).containsExactly(Map.entry(1, ONE + 10));
        assertThat(memory.current()).isZero();
    }

    @Test
    void whatLiesBeyondAGapDoesNotExist() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.put(ONE, block(ONE + 15, 5, 1_002, ONE + 10));

        Settlement settled = settle(0, 2);

        assertThat(settled.ends()).containsExactly(Map.entry(1, ONE + 10));
        assertThat(settled.lastArrivalMillis()).isEqualTo(1_000);
    }

    @Test
    void anEpochWhoseFirstBlockIsMissingHoldsNothing() {
        store.put(ONE, block(ONE + 3, 5, 1_002, ONE));

        assertThat(settle(0, 2).ends()).isEmpty();
    }

    @Test
    void aGapBetweenTwoBucketsIsOne() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.put(ONE + 12, block(ONE + 12, 5, 2_000, ONE + 10));

        assertThat(settle(0, 2).ends()).containsExactly(Map.entry(1, ONE + 10));
    }

    @Test
    void consecutiveBlocksAreFollowedThroughBucketsAndPages() {
        for (int i = 0; i < 30; i++) {
            store.put(ONE + i / 7 * 7, block(ONE + i, 1, 1_000 + i, ONE));
        }

        Settlement settled = settle(0, 2);

        assertThat(settled.ends()).containsExactly(Map.entry(1, ONE + 30));
        assertThat(settled.lastArrivalMillis()).isEqualTo(1_029);
    }

    @Test
    void onlyTheBlocksBehindTheLastAcknowledgedOneAreRead() {
        for (int i = 0; i < 1_000; i++) {
            store.put(ONE + i / 100 * 100, block(ONE + i, 1, 1_000 + i, ONE + Math.max(0, i - 3)));
        }

        assertThat(settle(0, 2).ends()).containsExactly(Map.entry(1, ONE + 1_000));
        assertThat(store.blockReads()).isLessThanOrEqualTo(2);
    }

    @Test
    void bucketsThatNeverGotABlockAreLookedPast() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.addBucket(KEY, new Bucket(ONE + 10, 2_000));
        store.addBucket(KEY, new Bucket(ONE + 20, 3_000));

        assertThat(settle(0, 2).ends()).containsExactly(Map.entry(1, ONE + 10));
    }

    @Test
    void anEpochWithoutABlockHasNoEnd() {
        store.addBucket(KEY, new Bucket(ONE, 1_000));

        assertThat(settle(0, 2).ends()).isEmpty();
        assertThat(settle(0, 2).lastArrivalMillis()).isZero();
    }

    @Test
    void allUnsettledEpochsAreSettledAndNoOther() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.put(TWO, block(TWO, 2, 2_000, TWO));
        long four = RecordIndex.firstOf(4);
        store.put(four, block(four, 3, 4_000, four));
        long five = RecordIndex.firstOf(5);
        store.put(five, block(five, 3, 5_000, five));

        assertThat(settle(1, 5).ends()).containsExactly(Map.entry(2, TWO + 2), Map.entry(4, four + 3));
    }

    @Test
    void anEpochThatEndsWithWhatWasAcknowledgedStillTellsItsLastArrival() {
        store.put(ONE, block(ONE, 10, 1_000, ONE));
        store.put(ONE, block(ONE + 20, 1, 1_500, ONE + 10));

        assertThat(settle(0, 2).lastArrivalMillis()).isEqualTo(1_000);
    }
}
