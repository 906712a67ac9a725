package dev.millrace.shard.log.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.shard.log.BlockMeters;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.BlockStoreContractTest;
import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.testing.Blocks;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CassandraTest
class CassandraBlockStoreIT extends BlockStoreContractTest {
    private static final Pattern TOMBSTONES = Pattern.compile("Read \\d+ live rows and (\\d+) tombstone");

    private final CqlSession session;
    private BlockStore store;

    CassandraBlockStoreIT(CqlSession session) {
        this.session = session;
    }

    @BeforeEach
    void openStore() {
        SchemaMigration.migrate(session, "shard-service", "schema/shard");
        store = new CassandraBlockStore(session, new ByteQueue(1 << 20), new BlockMeters());
    }

    @Override
    protected BlockStore store() {
        return store;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    protected int largeBytes() {
        return 3_000_000;
    }

    @Test
    void aBlockOfTheLargestRecordIsStoredInRowsOfHalfAMegabyte() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        StoredBlock largest = Blocks.block(1, 1, 10 * 1024 * 1024 + 256, 1_000, 1);
        await(store.addBucket(key, new Bucket(1, 1_000)));
        await(store.write(key, new Bucket(1, 1_000), largest));

        var parts = session.execute(
                        "SELECT part FROM block_part WHERE stream_id = ? AND shard = 0 AND bucket = 1",
                        key.stream().value())
                .all();
        assertThat(parts).hasSize(21);
        assertThat(await(store.blocksFrom(key, 1, 1, 10, Long.MAX_VALUE)).blocks())
                .singleElement()
                .extracting(StoredBlock::content)
                .isEqualTo(largest.content());

        await(store.removeOldest(key, List.of(new Bucket(1, 1_000))));

        assertThat(session.execute(
                                "SELECT part FROM block_part WHERE stream_id = ? AND shard = 0 AND bucket = 1",
                                key.stream().value())
                        .all())
                .isEmpty();
    }

    /** As every block was, however large, before there were parts. */
    @Test
    void aLargeBlockThatIsOneRowIsReadAsItEverWas() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        StoredBlock old = Blocks.block(1, 1, 6_000_000, 1_000, 1);
        session.execute(
                "INSERT INTO block (stream_id, shard, bucket, first_index, record_count, arrival, acknowledged_index,"
                        + " content) VALUES (?, 0, 1, 1, 1, ?, 1, ?)",
                key.stream().value(),
                Instant.ofEpochMilli(1_000),
                ByteBuffer.wrap(old.content()));

        assertThat(await(store.blocksFrom(key, 1, 1, 10, 1)).blocks())
                .singleElement()
                .extracting(StoredBlock::content)
                .isEqualTo(old.content());
    }

    @Test
    void partsWithoutTheirHeadAreNoBlock() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        session.execute(
                "INSERT INTO block_part (stream_id, shard, bucket, first_index, part, content) VALUES (?, 0, 1, 1, 0, ?)",
                key.stream().value(),
                ByteBuffer.allocate(10));

        assertThat(await(store.blocksFrom(key, 1, 1, 10, 1)).blocks()).isEmpty();
    }

    /** One for each bucket would be read by everybody who begins at the oldest record, for hours. */
    @Test
    void whoBeginsAtTheOldestRecordPassesNoTombstoneForEachBucketThatWasRemoved() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        List<Bucket> buckets = LongStream.rangeClosed(1, 400)
                .mapToObj(id -> new Bucket(id, id * 1_000))
                .toList();
        buckets.forEach(bucket -> await(store.addBucket(key, bucket)));
        for (int page = 0; page < 384; page += 64) {
            await(store.removeOldest(key, buckets.subList(page, page + 64)));
        }

        assertThat(await(store.bucketsFrom(key, 0, 1))).containsExactly(buckets.get(384));
        assertThat(await(store.bucketStartedFrom(key, 0))).contains(buckets.get(384));
        assertThat(tombstonesReadAtTheFrontOf(key)).isLessThan(30);
    }

    private int tombstonesReadAtTheFrontOf(ShardKey key) {
        SimpleStatement front = SimpleStatement.newInstance(
                        "SELECT id FROM bucket WHERE stream_id = ? AND shard = 0 AND id >= 0 LIMIT 1",
                        key.stream().value())
                .setTracing(true);
        List<Integer> counts = session.execute(front).getExecutionInfo().getQueryTrace().getEvents().stream()
                .map(event -> TOMBSTONES.matcher(String.valueOf(event.getActivity())))
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
        assertThat(counts).as("what the trace tells of the read").isNotEmpty();
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Such a row comes from the repair of a read of positions, see {@code SelectBlocks}. */
    @Test
    void aRowWithoutContentIsNoBlock() {
        ShardKey key = new ShardKey(StreamId.random(), 0);
        session.execute(
                "INSERT INTO block (stream_id, shard, bucket, first_index, acknowledged_index) VALUES (?, 0, 1, 1, 1)",
                key.stream().value());

        assertThat(await(store.blocksFrom(key, 1, 1, 10, 1)).blocks()).isEmpty();
        assertThat(await(store.lastAcknowledgedIndex(key, 1))).contains(1L);
    }
}
