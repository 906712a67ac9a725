package dev.millrace.shard.log;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every {@link BlockStore} keeps to. */
public abstract class BlockStoreContractTest {
    private static final long FIRST = RecordIndex.firstOf(3);

    private final ShardKey key = new ShardKey(StreamId.random(), 0);
    private final ShardKey neighbour = new ShardKey(key.stream(), 1);

    protected abstract BlockStore store();

    protected abstract <T> T await(CompletionStage<T> stage);

    private void put(Bucket bucket, StoredBlock block) {
        await(store().addBucket(key, bucket));
        await(store().write(key, bucket, block));
    }

    private List<StoredBlock> blocks(ShardKey shard, long bucket, long index, int limit) {
        return await(store().blocksFrom(shard, bucket, index, limit, Long.MAX_VALUE))
                .blocks();
    }

    private void putThreeBlocksInTwoBuckets() {
        Bucket one = new Bucket(FIRST, 1_000);
        put(one, block(FIRST, 5, 1_000, FIRST));
        put(one, block(FIRST + 5, 5, 1_500, FIRST + 5));
        put(new Bucket(FIRST + 10, 2_000), block(FIRST + 10, 5, 2_000, FIRST + 5));
    }

    @Test
    void aBlockComesBackAsItWasWritten() {
        StoredBlock written = block(FIRST, 7, 1_234, FIRST - 1);
        put(new Bucket(FIRST, 1_234), written);

        StoredBlock read = blocks(key, FIRST, FIRST, 10).get(0);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("payloadSizes")
                .isEqualTo(written);
    }

    @Test
    void blocksComeInOrderFromAnIndexOnAndNoMoreThanAskedFor() {
        putThreeBlocksInTwoBuckets();

        assertThat(blocks(key, FIRST, FIRST, 10))
                .extracting(StoredBlock::firstIndex)
                .containsExactly(FIRST, FIRST + 5);
        assertThat(blocks(key, FIRST, FIRST + 1, 10))
                .extracting(StoredBlock::firstIndex)
                .containsExactly(FIRST + 5);
        assertThat(blocks(key, FIRST, FIRST, 1)).hasSize(1);
        assertThat(blocks(neighbour, FIRST, FIRST, 10)).isEmpty();
    }

    @Test
    void aBlockIsFoundByAnIndexInsideOfIt() {
        putThreeBlocksInTwoBuckets();

        assertThat(await(store().blockAtOrBefore(key, FIRST, FIRST + 4))).contains(FIRST);
        assertThat(await(store().blockAtOrBefore(key, FIRST, FIRST + 5))).contains(FIRST + 5);
        assertThat(await(store().blockAtOrBefore(key, FIRST, FIRST - 1))).isEmpty();
    }

    @Test
    void aBlockIsFoundByTime() {
        putThreeBlocksInTwoBuckets();

        assertThat(await(store().blockArrivedFrom(key, FIRST, 1_000))).contains(FIRST);
        assertThat(await(store().blockArrivedFrom(key, FIRST, 1_001))).contains(FIRST + 5);
        assertThat(await(store().blockArrivedFrom(key, FIRST, 1_501))).isEmpty();
    }

    @Test
    void theLastBlockTellsWhatWasAcknowledged() {
        putThreeBlocksInTwoBuckets();
        await(store().addBucket(key, new Bucket(FIRST + 20, 3_000)));

        assertThat(await(store().lastAcknowledgedIndex(key, FIRST))).contains(FIRST + 5);
        assertThat(await(store().lastAcknowledgedIndex(key, FIRST + 20))).isEmpty();
    }

    @Test
    void bucketsAreFoundByIndexAndByTime() {
        putThreeBlocksInTwoBuckets();
        Bucket one = new Bucket(FIRST, 1_000);
        Bucket other = new Bucket(FIRST + 10, 2_000);

        assertThat(await(store().bucketAtOrBefore(key, FIRST - 1))).isEmpty();
        assertThat(await(store().bucketAtOrBefore(key, FIRST + 9))).contains(one);
        assertThat(await(store().bucketAtOrBefore(key, RecordIndex.MAX))).contains(other);
        assertThat(await(store().bucketsFrom(key, 0, 10))).containsExactly(one, other);
        assertThat(await(store().bucketsFrom(key, FIRST + 1, 10))).containsExactly(other);
        assertThat(await(store().bucketsFrom(key, 0, 1))).containsExactly(one);
        assertThat(await(store().bucketStartedAtOrBefore(key, 999))).isEmpty();
        assertThat(await(store().bucketStartedAtOrBefore(key, 1_999))).contains(one);
        assertThat(await(store().bucketStartedAtOrBefore(key, 2_000))).contains(other);
        assertThat(await(store().bucketStartedFrom(key, 1_000))).contains(one);
        assertThat(await(store().bucketStartedFrom(key, 1_001))).contains(other);
        assertThat(await(store().bucketStartedFrom(key, 2_001))).isEmpty();
    }

    /** So large that it cannot be one row. */
    private StoredBlock largeBlock(long firstIndex, long arrivalMillis) {
        return block(firstIndex, 1, largeBytes(), arrivalMillis, FIRST);
    }

    /** How large a record must be, so that its block is stored in several parts. */
    protected abstract int largeBytes();

    private void putLargeBlocksAmongSmallOnes() {
        Bucket bucket = new Bucket(FIRST, 1_000);
        put(bucket, block(FIRST, 5, 1_000, FIRST));
        put(bucket, largeBlock(FIRST + 5, 1_500));
        put(bucket, largeBlock(FIRST + 6, 1_600));
        put(bucket, block(FIRST + 7, 5, 1_700, FIRST + 5));
    }

    @Test
    void aLargeBlockComesBackAsItWasWrittenInItsPlace() {
        putLargeBlocksAmongSmallOnes();

        BlockPage page = await(store().blocksFrom(key, FIRST, FIRST, 10, Long.MAX_VALUE));

        assertThat(page.blocks())
                .extracting(StoredBlock::firstIndex)
                .containsExactly(FIRST, FIRST + 5, FIRST + 6, FIRST + 7);
        assertThat(page.more()).isFalse();
        StoredBlock read = page.blocks().get(1);
        assertThat(read.content()).isEqualTo(largeBlock(FIRST + 5, 1_500).content());
        assertThat(List.of(read.count(), read.arrivalMillis(), read.acknowledgedIndex()))
                .isEqualTo(List.of(1, 1_500L, FIRST));
        assertThat(await(store().blockAtOrBefore(key, FIRST, FIRST + 5))).contains(FIRST + 5);
        assertThat(await(store().blockArrivedFrom(key, FIRST, 1_001))).contains(FIRST + 5);
    }

    @Test
    void noMoreLargeBlocksAreReadThanWereAskedFor() {
        putLargeBlocksAmongSmallOnes();

        BlockPage page = await(store().blocksFrom(key, FIRST, FIRST, 10, largeBytes() / 2));

        assertThat(page.blocks()).extracting(StoredBlock::firstIndex).containsExactly(FIRST, FIRST + 5);
        assertThat(page.more()).isTrue();
        assertThat(await(store().blocksFrom(key, FIRST, FIRST + 6, 10, 1)).blocks())
                .extracting(StoredBlock::firstIndex)
                .startsWith(FIRST + 6);
    }

    @Test
    void aLargeBlockGoesWithItsBucket() {
        putLargeBlocksAmongSmallOnes();
        putLargeBlocksAmongSmallOnes();

        await(store().removeOldest(key, List.of(new Bucket(FIRST, 1_000))));

        assertThat(blocks(key, FIRST, FIRST, 10)).isEmpty();
    }

    @Test
    void aRepeatedWriteChangesNothing() {
        putThreeBlocksInTwoBuckets();
        putThreeBlocksInTwoBuckets();

        assertThat(await(store().bucketsFrom(key, 0, 10))).hasSize(2);
        assertThat(blocks(key, FIRST, FIRST, 10)).hasSize(2);
    }

    @Test
    void aRemovedBucketIsGoneWithItsBlocksAndItAlone() {
        putThreeBlocksInTwoBuckets();

        await(store().removeOldest(key, List.of(new Bucket(FIRST, 1_000))));

        assertThat(await(store().bucketsFrom(key, 0, 10))).isEqualTo(List.of(new Bucket(FIRST + 10, 2_000)));
        assertThat(blocks(key, FIRST, FIRST, 10)).isEmpty();
        assertThat(blocks(key, FIRST + 10, FIRST, 10)).hasSize(1);
    }
}
