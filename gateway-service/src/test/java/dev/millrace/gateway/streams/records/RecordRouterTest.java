package dev.millrace.gateway.streams.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.streams.records.Placement.Reason;
import dev.millrace.gateway.streams.records.Placement.Refused;
import dev.millrace.gateway.streams.records.Placement.Stored;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RecordRouterTest {
    private static final Duration AWHILE = Duration.ofSeconds(60);

    private final RoutingFixture fixture = new RoutingFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void recordsOfOneShardGoInOneAppendInTheirOrder() {
        StreamDescription stream = fixture.create("orders", 4);
        List<RoutableRecord> records =
                IntStream.range(0, 100).mapToObj(i -> record("key-" + i)).toList();

        List<Placement> placements = put(stream, records);

        assertThat(placements).hasSize(100).allMatch(Stored.class::isInstance);
        assertThat(fixture.shards.appends()).isEqualTo(4);
        for (int shard = 0; shard < 4; shard++) {
            int index = shard;
            assertThat(placements.stream()
                            .map(Stored.class::cast)
                            .filter(stored -> stored.shard().index() == index)
                            .map(Stored::index))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(((Stored) placements.get(i)).shard())
                    .isEqualTo(stream.shards().openShardOf(records.get(i).hash()));
        }
    }

    @Test
    void appendsThatGatherShareACall() throws InterruptedException {
        StreamDescription stream = fixture.create("orders", 1);
        put(stream, List.of(record("warm")));
        CountDownLatch gathered = new CountDownLatch(1);
        int before = fixture.shards.batches().size();
        // The first batch is held up at the owner; what follows meanwhile must not cost a call each.
        fixture.shards.answerWith(append -> {
            await(gathered);
            return fixture.shards.store(append);
        });
        Mono<List<List<Placement>>> all = Flux.range(0, 200)
                .flatMap(i -> fixture.router.put(stream, List.of(record("k" + i)), 0), 200)
                .collectList()
                .cache();
        all.subscribe();
        gathered.countDown();

        assertThat(all.block(AWHILE)).hasSize(200);
        assertThat(fixture.shards.batches().size() - before).isLessThan(200);
        assertThat(fixture.shards.batches()).anyMatch(batch -> batch.getAppendsCount() > 1);
    }

    @Test
    void aNewOwnerIsFollowed() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.answerWith(append -> refusal(Refusal.NOT_OWNER)
                .setOwner(fixture.otherShards.address())
                .build());

        assertThat(put(stream, List.of(record("a")))).allMatch(Stored.class::isInstance);
        assertThat(fixture.shards.appends()).isEqualTo(1);

        put(stream, List.of(record("b")));
        assertThat(fixture.shards.appends()).as("the new owner is remembered").isEqualTo(1);
        assertThat(fixture.otherShards.appends()).isEqualTo(2);
    }

    @Test
    void whatWasCertainlyNotWrittenIsSentAgain() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.refuseFirst(3, refusal(Refusal.UNAVAILABLE).build());

        assertThat(put(stream, List.of(record("a")))).allMatch(Stored.class::isInstance);
        assertThat(fixture.shards.appends()).isEqualTo(4);
    }

    @Test
    void nothingIsSentAgainForAClientThatIsGone() throws Exception {
        StreamDescription stream = fixture.create("orders", 1);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        fixture.shards.answerWith(append -> {
            arrived.countDown();
            await(gone);
            return refusal(Refusal.UNAVAILABLE).build();
        });

        Disposable client =
                fixture.router.put(stream, List.of(record("abandoned")), 0).subscribe();
        await(arrived);
        client.dispose();
        gone.countDown();
        fixture.shards.answerWith(fixture.shards::store);

        assertThat(put(stream, List.of(record("another")))).allMatch(Stored.class::isInstance);
        assertThat(fixture.shards.appends()).isEqualTo(2);
    }

    @Test
    void whatMayHaveBeenWrittenIsNeverSentTwice() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.answerWith(append -> refusal(Refusal.UNKNOWN_OUTCOME).build());

        assertThat(put(stream, List.of(record("a")))).containsExactly(refused(stream, Reason.FAILED));
        assertThat(fixture.shards.appends()).isEqualTo(1);
    }

    @Test
    void aBrokenCallLeavesWhatWasSentUnknown() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.breakCalls(true);

        assertThat(put(stream, List.of(record("a")))).containsExactly(refused(stream, Reason.FAILED));
        assertThat(fixture.shards.appends()).isEqualTo(1);

        fixture.shards.breakCalls(false);
        assertThat(put(stream, List.of(record("b")))).allMatch(Stored.class::isInstance);
    }

    @Test
    void anOwnerThatNeverAnswersIsNotWaitedForLongerThanTheRequestMayTake() throws Exception {
        try (RoutingFixture hasty = new RoutingFixture(Duration.ofMillis(300), 1024 * 1024)) {
            StreamDescription stream = hasty.create("orders", 1);
            CountDownLatch released = new CountDownLatch(1);
            hasty.shards.answerWith(append -> {
                await(released);
                return hasty.shards.store(append);
            });

            assertThat(hasty.router.put(stream, List.of(record("a")), 0).block(AWHILE))
                    .containsExactly(refused(stream, Reason.FAILED));
            released.countDown();
        }
    }

    @Test
    void anOwnerThatFallsSilentIsSentNothingMoreAndTheNextOneIsFoundForAllItsShards() throws Exception {
        try (RoutingFixture patient = new RoutingFixture(Duration.ofSeconds(20), 1024 * 1024)) {
            StreamDescription stream = patient.create("orders", 8);
            RoutableRecord early = record("early");
            CountDownLatch released = new CountDownLatch(1);
            patient.shards.answerWith(append -> {
                await(released);
                return patient.shards.store(append);
            });
            CompletableFuture<List<Placement>> sent =
                    patient.router.put(stream, List.of(early), 0).toFuture();
            ShardKey shard = new ShardKey(
                    stream.id(), stream.shards().openShardOf(early.hash()).index());
            Awaitility.await().atMost(AWHILE).until(() -> patient.owners.known(shard) != null);
            Awaitility.await().atMost(AWHILE).until(() -> patient.owners.known(shard) == null);

            CompletableFuture<List<Placement>> later = patient.router
                    .put(
                            stream,
                            IntStream.range(0, 100)
                                    .mapToObj(i -> record("k" + i))
                                    .toList(),
                            0)
                    .toFuture();
            patient.shards.locateAt(patient.otherShards.address());

            assertThat(later.get(AWHILE.toSeconds(), TimeUnit.SECONDS)).allMatch(Stored.class::isInstance);
            assertThat(patient.shards.appends()).isEqualTo(1);
            released.countDown();
            assertThat(sent.get(AWHILE.toSeconds(), TimeUnit.SECONDS)).allMatch(Stored.class::isInstance);
        }
    }

    @Test
    void anOwnerThatIsGoneIsReplaced() {
        StreamDescription stream = fixture.create("orders", 1);
        put(stream, List.of(record("a")));
        fixture.stop(fixture.shards);

        assertThat(put(stream, List.of(record("b"))))
                .as("asked of the other instance who owns the shard now")
                .allMatch(Stored.class::isInstance);
        assertThat(fixture.otherShards.appends()).isEqualTo(1);
    }

    @Test
    void theShardsLimitsEndTheRecord() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.answerWith(append -> refusal(Refusal.THROTTLED).build());

        assertThat(put(stream, List.of(record("a")))).containsExactly(refused(stream, Reason.THROTTLED));
        assertThat(fixture.shards.appends()).isEqualTo(1);
    }

    @Test
    void anAppendMayBeAcceptedInPart() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.answerWith(append -> refusal(Refusal.THROTTLED)
                .setAcceptedCount(2)
                .setFirstIndex(RecordIndex.firstOf(7))
                .setArrivalMillis(1)
                .build());

        List<Placement> placements = put(stream, List.of(record("a"), record("b"), record("c")));

        Shard shard = stream.shards().open().get(0);
        assertThat(placements)
                .containsExactly(
                        new Stored(shard, RecordIndex.firstOf(7), 1, false),
                        new Stored(shard, RecordIndex.firstOf(7) + 1, 1, false),
                        refused(stream, Reason.THROTTLED));
    }

    @Test
    void recordsOfAShardThatWasSplitFollowToItsChildren() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.catalog.fallSilent();
        StreamDescription split = split(stream);
        fixture.catalog.put(split);
        fixture.shards.answerWith(append ->
                append.getShard() == 0 ? refusal(Refusal.SHARD_CLOSED).build() : fixture.shards.store(append));

        List<Placement> placements = put(
                stream, IntStream.range(0, 50).mapToObj(i -> record("k" + i)).toList());

        assertThat(placements).allMatch(Stored.class::isInstance);
        assertThat(placements.stream()
                        .map(Stored.class::cast)
                        .map(stored -> stored.shard().index()))
                .contains(1, 2)
                .doesNotContain(0);
    }

    /** A shard is sealed some time before its children open, and all that is put meanwhile would ask and ask. */
    @Test
    void recordsOfASealedShardWaitUntilTheMapChangesAndKeepTheirOrder() throws Exception {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.shards.answerWith(append ->
                append.getShard() == 0 ? refusal(Refusal.SHARD_CLOSED).build() : fixture.shards.store(append));
        long began = System.nanoTime();
        CompletableFuture<List<Placement>> placements = fixture.router
                .put(
                        stream,
                        IntStream.range(0, 50).mapToObj(i -> record("k" + i)).toList(),
                        0)
                .toFuture();
        Awaitility.await().atMost(AWHILE).until(() -> fixture.shards.appends() > 0);

        fixture.catalog.put(split(stream));

        Map<Integer, List<Long>> indexes = placements.get(AWHILE.toSeconds(), TimeUnit.SECONDS).stream()
                .map(Stored.class::cast)
                .collect(Collectors.groupingBy(
                        stored -> stored.shard().index(), Collectors.mapping(Stored::index, Collectors.toList())));
        assertThat(indexes).containsOnlyKeys(1, 2);
        assertThat(indexes.values())
                .allSatisfy(
                        inOrderOfTheRequest -> assertThat(inOrderOfTheRequest).isSorted());
        assertThat(fixture.shards.appends())
                .as(
                        "one to the parent and one to each child, and no more of them than one in each half second of waiting")
                .isLessThanOrEqualTo(4 + (int) (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 500));
    }

    @Test
    void aStreamThatWasDeletedMeanwhileIsGone() {
        StreamDescription stream = fixture.create("orders", 1);
        fixture.catalog.fallSilent();
        fixture.catalog.remove(stream);
        fixture.shards.answerWith(append -> refusal(Refusal.UNKNOWN_SHARD).build());

        assertThat(put(stream, List.of(record("a")))).containsExactly(refused(stream, Reason.STREAM_GONE));
    }

    @Test
    void tooManyBytesTowardsOneOwnerAreThrottled() throws InterruptedException {
        try (RoutingFixture narrow = new RoutingFixture(Duration.ofSeconds(20), 1000)) {
            StreamDescription stream = narrow.create("orders", 1);
            CountDownLatch released = new CountDownLatch(1);
            narrow.shards.answerWith(append -> {
                await(released);
                return narrow.shards.store(append);
            });
            Mono<List<Placement>> first =
                    narrow.router.put(stream, List.of(record("a", 900)), 0).cache();
            Mono<List<Placement>> second =
                    narrow.router.put(stream, List.of(record("b", 900)), 0).cache();
            first.subscribe();
            second.subscribe();

            // Whichever comes second to the owner's stream finds no room; the other waits there.
            Mono.firstWithSignal(first, second).block(AWHILE);
            released.countDown();

            assertThat(Stream.of(first.block(AWHILE), second.block(AWHILE)).flatMap(List::stream))
                    .hasAtLeastOneElementOfType(Stored.class)
                    .contains(refused(stream, Reason.THROTTLED));
            assertThat(narrow.router.put(stream, List.of(record("c", 900)), 0).block(AWHILE))
                    .as("the bytes are given back")
                    .allMatch(Stored.class::isInstance);
        }
    }

    @Test
    void theWishToFollowANumberIsPassedOn() {
        StreamDescription stream = fixture.create("orders", 1);

        assertThat(fixture.router
                        .put(stream, List.of(record("a")), RecordIndex.firstOf(9))
                        .block(AWHILE))
                .containsExactly(refused(stream, Reason.ORDERING_VIOLATED));
    }

    private List<Placement> put(StreamDescription stream, List<RoutableRecord> records) {
        return fixture.router.put(stream, records, 0).block(AWHILE);
    }

    private static AppendOutcome.Builder refusal(Refusal refusal) {
        return AppendOutcome.newBuilder().setRefusal(refusal);
    }

    private static Refused refused(StreamDescription stream, Reason reason) {
        return new Refused(stream.shards().open().get(0).id(), reason);
    }

    private static RoutableRecord record(String key) {
        return record(key, 10);
    }

    private static RoutableRecord record(String key, int size) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        return new RoutableRecord(utf8, new byte[size], HashKey.ofPartitionKey(utf8));
    }

    private static StreamDescription split(StreamDescription stream) {
        Shard parent = stream.shards().open().get(0);
        List<Shard> shards = new ArrayList<>();
        shards.add(new Shard(
                0,
                parent.range(),
                parent.parent(),
                parent.adjacentParent(),
                parent.createdAt(),
                Optional.of(parent.createdAt().plusSeconds(1))));
        for (HashKeyRange half : HashKeyRange.uniform(2)) {
            shards.add(new Shard(
                    shards.size(),
                    half,
                    OptionalInt.of(0),
                    OptionalInt.empty(),
                    parent.createdAt().plusSeconds(1),
                    Optional.empty()));
        }
        return MemoryCatalog.with(stream, shards);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(AWHILE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
