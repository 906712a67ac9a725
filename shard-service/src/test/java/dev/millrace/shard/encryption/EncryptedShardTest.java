package dev.millrace.shard.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.block.Block;
import dev.millrace.block.RecordCursor;
import dev.millrace.block.RecordEntry;
import dev.millrace.block.SealedBlock;
import dev.millrace.shard.append.AppendCallback;
import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardEpoch;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.TestLease;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.read.LogRangeCache;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.read.Slice;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A shard of a stream whose encryption comes and goes, whose keys do too, and whose rows are tampered with. */
class EncryptedShardTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final long FIRST = RecordIndex.firstOf(1);
    private static final String ORDERS = "key-of-orders";
    private static final String OTHERS = "key-of-others";

    private final ManualLoop loop = new ManualLoop();
    private final MemoryBlockStore store = new MemoryBlockStore();
    private final TestDataKeys keys = new TestDataKeys();
    private final Lease lease = TestLease.lasting(Duration.ofHours(10), loop);
    private final UnreadableBlocks unreadable = new UnreadableBlocks();
    private final List<String> told = new ArrayList<>();
    private final ByteQueue fetching = new ByteQueue(1 << 20);
    private long countedWhileOpening;
    private StreamDescription stream = described(Optional.of(ORDERS));
    private final ShardCiphers ciphers = new ShardCiphers(
            id -> Optional.of(stream),
            name -> new StreamArn("aws", "us-east-1", "000000000000", name),
            keys,
            new EncryptionSettings(Duration.ofMinutes(5), 10, 100, Duration.ofMinutes(10), Duration.ofMinutes(1), 1),
            loop,
            unreadable,
            opening -> {
                countedWhileOpening = Math.max(countedWhileOpening, fetching.current());
                opening.run();
            });
    private final ShardTail tail = new ShardTail(new ByteBudget(1 << 20), 1 << 20, FIRST);
    private final ShardAppender appender = new ShardAppender(
            new ShardEpoch(KEY, lease, 1, loop, loop, store, ciphers.of(KEY), tail),
            0,
            new AppendSettings(1_000, 3, 8_000, Duration.ofMinutes(1), 1 << 20, Duration.ofMillis(20)),
            new ShardThroughput(new ThroughputSettings(false, 1, 1, 1, 1, 1), 0),
            new ByteBudget(1 << 20),
            () -> {});

    private static StreamDescription described(Optional<String> key) {
        Instant created = Instant.ofEpochSecond(1_700_000_000);
        ShardMap shards = new ShardMap(List.of(
                new Shard(0, HashKeyRange.ALL, OptionalInt.empty(), OptionalInt.empty(), created, Optional.empty())));
        return StreamDescription.builder(KEY.stream(), new StreamName("orders"), created, shards)
                .encryption(key.isPresent() ? EncryptionType.KMS : EncryptionType.NONE)
                .keyId(key)
                .build();
    }

    private void put(String data) {
        byte[] key = {'k'};
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[RecordEntry.size(1, bytes.length)];
        RecordEntry.write(entry, 0, key, bytes);
        appender.append(ByteBuffer.wrap(entry), new int[] {1 + bytes.length}, 0, new AppendCallback() {
            @Override
            public void accepted(
                    int accepted, long firstIndex, long arrivalMillis, boolean encrypted, RefusalReason rest) {
                told.add(data + (encrypted ? " encrypted" : " plain") + " at " + (firstIndex - FIRST));
            }

            @Override
            public void refused(ShardRefusal reason) {
                told.add(data + " " + reason.reason());
            }
        });
        loop.run();
    }

    /** What a reader under the next epoch sees, who has nothing in memory; then why it sees no more. */
    private List<String> readAll(ShardReader reader) {
        List<String> seen = new ArrayList<>();
        long next = 0;
        while (next < appender.acknowledgedIndex()) {
            CompletableFuture<ReadResult> result =
                    reader.read(next, 100, 1 << 20).toCompletableFuture();
            loop.run();
            try {
                ReadResult found = result.join();
                found.slices().forEach(slice -> seen.add(text(slice)));
                next = found.nextIndex();
            } catch (CompletionException refused) {
                seen.add(ShardRefusal.in(refused).orElseThrow().reason().name());
                return seen;
            }
        }
        return seen;
    }

    private static String text(Slice slice) {
        StringBuilder text = new StringBuilder();
        RecordCursor records = Block.of(slice.block().content()).records();
        while (records.next()) {
            text.append(
                    new String(records.array(), records.dataOffset(), records.dataLength(), StandardCharsets.UTF_8));
        }
        return text
                + (slice.block().keyId().isEmpty()
                        ? ""
                        : " under " + slice.block().keyId());
    }

    private ShardReader reader(ShardTail from) {
        TreeMap<Integer, Long> ends = new TreeMap<>();
        return new ShardReader(
                new ShardEpoch(KEY, lease, 1, loop, loop, store, ciphers.of(KEY), from),
                ends,
                appender,
                new LogRangeCache(1 << 20),
                fetching,
                new ReadSettings(100_000, 1 << 20, 1, 2),
                () -> Duration.ofHours(24));
    }

    private ShardReader ofMemory() {
        return reader(tail);
    }

    private ShardReader ofLog() {
        return reader(new ShardTail(new ByteBudget(1), 1, Long.MAX_VALUE));
    }

    private List<StoredBlock> rows() {
        return store.bucketsFrom(KEY, 0, 100).toCompletableFuture().join().stream()
                .flatMap(
                        bucket -> store
                                .blocksFrom(KEY, bucket.id(), 0, 100, Long.MAX_VALUE)
                                .toCompletableFuture()
                                .join()
                                .blocks()
                                .stream())
                .toList();
    }

    @Test
    void whatIsOpenedIsCountedBesideWhatIsSealed() {
        // Of which nothing can be packed.
        String data = new Random(1)
                .ints(5_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        put(data);

        assertThat(readAll(ofLog())).containsExactly(data + " under " + ORDERS);

        assertThat(countedWhileOpening).isGreaterThan(2L * data.length());
        assertThat(fetching.current()).isZero();
    }

    @Test
    void whatIsStoredIsSealedAndWhatIsReadIsNot() {
        put("secret");
        assertThat(told).containsExactly("secret encrypted at 0");
        assertThat(rows())
                .allSatisfy(row -> assertThat(new String(row.content(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("secret"));
        assertThat(readAll(ofMemory())).containsExactly("secret under " + ORDERS);
        assertThat(readAll(ofLog())).containsExactly("secret under " + ORDERS);
    }

    @Test
    void plainAndEncryptedRecordsLieSideBySideEachAsItWasPut() {
        stream = described(Optional.empty());
        put("before");
        stream = described(Optional.of(ORDERS));
        put("within");
        stream = described(Optional.of(OTHERS));
        put("changed");
        stream = described(Optional.empty());
        put("after");
        assertThat(told)
                .containsExactly(
                        "before plain at 0", "within encrypted at 1", "changed encrypted at 2", "after plain at 3");
        List<String> all = List.of("before", "within under " + ORDERS, "changed under " + OTHERS, "after");
        assertThat(readAll(ofMemory())).isEqualTo(all);
        assertThat(readAll(ofLog())).isEqualTo(all);
    }

    @Test
    void aDisabledKeyStopsWritesAndReadsEvenOfWhatIsInMemoryAndNothingIsLost() {
        stream = described(Optional.empty());
        put("plain");
        stream = described(Optional.of(ORDERS));
        put("secret");
        keys.disable(ORDERS);
        put("refused");
        assertThat(readAll(ofMemory())).containsExactly("plain", "KEY_DISABLED");
        assertThat(readAll(ofLog())).containsExactly("plain", "KEY_DISABLED");
        keys.enable(ORDERS);
        put("again");
        assertThat(told)
                .containsExactly(
                        "plain plain at 0", "secret encrypted at 1", "refused KEY_DISABLED", "again encrypted at 2");
        assertThat(readAll(ofLog())).containsExactly("plain", "secret under " + ORDERS, "again under " + ORDERS);
    }

    @Test
    void aShardIsSealedThoughItsKeyIsDisabled() {
        put("before");
        keys.disable(ORDERS);
        store.holdWrites();
        appender.drain(RefusalReason.SHARD_CLOSED, () -> told.add("drained"));
        assertThat(told).containsExactly("before encrypted at 0", "drained");
    }

    @Test
    void appendsGatherWhileTheFirstDataKeyIsAskedFor() {
        keys.hold();
        put("a");
        put("b");
        assertThat(told).isEmpty();
        keys.answer();
        loop.run();
        assertThat(told).containsExactly("a encrypted at 0", "b encrypted at 1");
        assertThat(keys.asked()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAKeyThatIsNotToBeHadIsRefusedAndLeavesNoGap() {
        keys.hold();
        put("a");
        put("b");
        keys.disable(ORDERS);
        keys.answer();
        loop.run();
        keys.enable(ORDERS);
        loop.pass(Duration.ofSeconds(1));
        put("c");
        assertThat(told).containsExactly("a KEY_DISABLED", "b KEY_DISABLED", "c encrypted at 0");
    }

    @Test
    void theNextDataKeyIsAskedForAheadAndNoAppendWaitsForIt() {
        put("a");
        loop.pass(Duration.ofMinutes(4));
        keys.hold();
        put("b");
        assertThat(told).contains("b encrypted at 1");
        assertThat(keys.asked()).isEqualTo(2);
        keys.answer();
        put("c");
        assertThat(rows()).hasSize(3);
        assertThat(wrappedKeys()).hasSize(2);
        assertThat(keys.asked()).isEqualTo(2);
    }

    @Test
    void aDataKeyIsForABoundedNumberOfBlocks() {
        for (int i = 0; i < 20; i++) {
            put("record " + i);
        }
        assertThat(wrappedKeys()).hasSize(3);
        assertThat(readAll(ofLog())).hasSize(20);
        assertThat(keys.opened()).isEqualTo(3);
    }

    private List<ByteBuffer> wrappedKeys() {
        return rows().stream()
                .map(row -> ByteBuffer.wrap(SealedBlock.of(row.content()).wrappedKey()))
                .distinct()
                .toList();
    }

    @Test
    void swappedRowsAreNoticedAndNothingBehindThemIsShown() {
        put("first");
        put("second");
        put("third");
        List<StoredBlock> rows = rows();
        store.put(FIRST, rows.get(1).sealed(rows.get(2).content()));
        store.put(FIRST, rows.get(2).sealed(rows.get(1).content()));
        assertThat(readAll(ofLog())).containsExactly("first under " + ORDERS, "UNREADABLE");
        assertThat(unreadable.found()).isPositive();
    }

    @Test
    void aDamagedBlockIsNoticedWithoutEncryptionTooAndNothingOfItOrBehindItIsShown() {
        stream = described(Optional.empty());
        put("first");
        put("second");
        put("third");
        byte[] second = rows().get(1).content();
        for (int damaged = 0; damaged < second.length; damaged++) {
            byte[] content = second.clone();
            content[damaged] ^= 0x10;
            store.put(FIRST, rows().get(1).sealed(content));

            assertThat(readAll(ofLog())).as("byte %d", damaged).containsExactly("first", "UNREADABLE");
        }
        assertThat(unreadable.found()).isGreaterThanOrEqualTo(second.length);
    }

    @Test
    void aBlockOfAnotherNumberOfRecordsThanItsRowSaysIsNotShown() {
        stream = described(Optional.empty());
        put("first");
        put("second");
        StoredBlock row = rows().get(0);
        store.put(FIRST, new StoredBlock(FIRST, 2, row.arrivalMillis(), row.acknowledgedIndex(), row.content()));

        assertThat(readAll(ofLog())).containsExactly("UNREADABLE");
    }

    @Test
    void expiredRecordsNeedNoKeyToBePassedOver() {
        put("expired");
        loop.pass(Duration.ofHours(9));
        keys.disable(ORDERS);
        stream = described(Optional.of(OTHERS));
        put("fresh");
        loop.setWallMillis(loop.wallMillis() + Duration.ofHours(16).toMillis());
        assertThat(readAll(ofLog())).containsExactly("fresh under " + OTHERS);
    }
}
