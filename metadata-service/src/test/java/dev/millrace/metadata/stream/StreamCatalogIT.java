package dev.millrace.metadata.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CassandraTest
class StreamCatalogIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final AccountLimits LIMITS = new AccountLimits(20_000, 50, 5, Duration.ofHours(24));
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofHours(1);

    private final CqlSession session;
    private final String account = "%012d".formatted(ACCOUNTS.incrementAndGet());
    private CatalogInstance one;
    private CatalogInstance other;

    StreamCatalogIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
    }

    @BeforeEach
    void start() {
        one = instance(AT_ONCE);
        other = instance(AT_ONCE);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aStreamIsFoundByNameAndIdOnEveryInstanceAsItWasCreated() {
        StreamDescription created = one.create("orders", 4);

        assertThat(one.find("orders")).usingRecursiveComparison().isEqualTo(created);
        assertThat(other.find("orders")).usingRecursiveComparison().isEqualTo(created);
        assertThat(CatalogInstance.await(other.catalog.find(created.id())).name())
                .isEqualTo(created.name());
        assertThat(instance(AT_ONCE).find("orders")).usingRecursiveComparison().isEqualTo(created);
    }

    @Test
    void tagsGivenAtCreationAreStored() {
        one.create("orders", 1);
        other.find("orders");

        assertThat(other.replica.find(new StreamName("orders")).orElseThrow().tags())
                .containsEntry("made", "here");
    }

    @Test
    void unknownStreamsAreNotFound() {
        assertRefused(one.catalog.find(new StreamName("nothing")), ErrorType.RESOURCE_NOT_FOUND);
        assertRefused(one.catalog.find(StreamId.random()), ErrorType.RESOURCE_NOT_FOUND);
        assertRefused(one.catalog.delete(new StreamName("nothing")), ErrorType.RESOURCE_NOT_FOUND);
    }

    @Test
    void aDeletedStreamIsGoneEverywhereAndItsNameHasANewLife() {
        StreamId first = one.create("orders", 1).id();
        other.find("orders");
        one.delete("orders");
        assertRefused(other.catalog.find(new StreamName("orders")), ErrorType.RESOURCE_NOT_FOUND);
        assertRefused(other.catalog.find(first), ErrorType.RESOURCE_NOT_FOUND);

        StreamDescription again = other.create("orders", 2);
        assertThat(again.id()).isNotEqualTo(first);
        assertThat(one.find("orders").id()).isEqualTo(again.id());
    }

    @Test
    void aRemovalIsRecordedWithTheStreamsIdAndNothingElseIs() {
        StreamDescription removed = one.create("orders", 1);
        StreamDescription staying = one.create("payments", 1);
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        one.delete("orders");

        StreamRemoval removal = CatalogInstance.await(other.catalog.removalOf(removed.id()));
        assertThat(removal.stream()).isEqualTo(removed.id());
        assertThat(removal.name()).isEqualTo(removed.name());
        assertThat(removal.at()).isBetween(before, Instant.now());
        assertThat(one.catalog.removalOf(staying.id()).blockOptional()).isEmpty();
        assertThat(one.catalog.removalOf(StreamId.random()).blockOptional()).isEmpty();
        // Whoever loads the whole catalogue finds streams and no records.
        assertThat(instance(AT_ONCE).find("payments").id()).isEqualTo(staying.id());
    }

    @Test
    void theCatalogueOfAnotherAccountKnowsOfNoRemoval() {
        StreamDescription removed = one.create("orders", 1);
        one.delete("orders");
        CatalogInstance stranger = new CatalogInstance(session, "999999999999", LIMITS, AT_ONCE);

        assertThat(stranger.catalog.removalOf(removed.id()).blockOptional()).isEmpty();
    }

    @Test
    void theLivesOfANameBeginInSecondsOfTheirOwn() {
        List<Long> seconds = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            CatalogInstance instance = life % 2 == 0 ? one : other;
            seconds.add(instance.create("orders", 1).createdAt().getEpochSecond());
            await().atMost(CatalogInstance.PATIENCE)
                    .until(() -> instance.find("orders").status() == StreamStatus.ACTIVE);
            instance.delete("orders");
        }

        assertThat(seconds).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ofManyCreatingOneNameExactlyOneWins() {
        List<String> outcomes = createTogether(20, i -> "same");

        assertThat(outcomes).hasSize(20);
        assertThat(outcomes).filteredOn("created"::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(ErrorType.RESOURCE_IN_USE.name()::equals)
                .hasSize(19);
    }

    @Test
    void manyNamesCreatedThroughTwoInstancesAllExist() {
        List<String> outcomes = createTogether(40, i -> "stream-" + i);

        assertThat(outcomes).hasSize(40).containsOnly("created");
        StreamListing page = CatalogInstance.await(one.catalog.list(Optional.empty(), 100));
        assertThat(page.streams()).hasSize(40);
        assertThat(page.streams()).extracting(StreamDescription::version).doesNotHaveDuplicates();
    }

    @Test
    void theShardLimitHoldsHoweverManyCreateAtOnce() {
        AccountLimits ten = new AccountLimits(10, 50, 5, Duration.ofHours(24));
        one = new CatalogInstance(session, account, ten, AT_ONCE);
        other = new CatalogInstance(session, account, ten, AT_ONCE);

        List<String> outcomes = createTogether(20, i -> "stream-" + i);

        assertThat(outcomes).filteredOn("created"::equals).hasSize(10);
        assertThat(outcomes).filteredOn(ErrorType.LIMIT_EXCEEDED.name()::equals).hasSize(10);
        assertThat(CatalogInstance.await(other.catalog.usage())).isEqualTo(new AccountUsage(10, 0, 0));
    }

    @Test
    void streamsAreListedByNameInPages() {
        for (String name : List.of("b", "a.2", "c", "a-1", "B")) {
            one.create(name, 1);
        }

        StreamListing first = CatalogInstance.await(other.catalog.list(Optional.empty(), 3));
        assertThat(names(first)).containsExactly("B", "a-1", "a.2");
        assertThat(first.hasMore()).isTrue();
        StreamListing second = CatalogInstance.await(other.catalog.list(Optional.of(new StreamName("a.2")), 3));
        assertThat(names(second)).containsExactly("b", "c");
        assertThat(second.hasMore()).isFalse();
    }

    @Test
    void anInstanceThatWasAwayForManyChangesReadsTheCatalogueAgain() {
        one.create("old", 1);
        other.find("old");
        for (int i = 0; i < CatalogHead.NOTES; i++) {
            one.create("stream-" + i, 1);
        }
        one.delete("old");

        StreamListing page = CatalogInstance.await(other.catalog.list(Optional.empty(), 1_000));
        assertThat(page.streams()).hasSize(CatalogHead.NOTES);
        assertThat(names(page)).doesNotContain("old");
    }

    @Test
    void aStreamOfTenThousandShardsIsStoredAndReadWhole() {
        StreamDescription created = one.create("wide", 10_000);

        assertThat(instance(AT_ONCE).find("wide").shards().all())
                .isEqualTo(created.shards().all());
        assertRefused(one.createLater("too-wide", 10_001), ErrorType.LIMIT_EXCEEDED);
    }

    @Test
    void transitionsAreCompletedByTheInstanceThatBeganThemWithoutBeingAsked() {
        one = instance(SOON);
        Changes seen = new Changes();
        other.polling();
        other.replica.follow(seen);

        assertThat(one.create("orders", 1).status()).isEqualTo(StreamStatus.CREATING);
        await().atMost(CatalogInstance.PATIENCE)
                .untilAsserted(() -> assertThat(seen.states()).endsWith("ACTIVE"));
        one.delete("orders");
        await().atMost(CatalogInstance.PATIENCE)
                .untilAsserted(() -> assertThat(seen.states()).endsWith("gone"));
    }

    @Test
    void aTransitionWhoseInstanceDiedIsCompletedByAnother() {
        // It never comes to completing what it began: its timer is an hour away from the time in the row.
        DyingInstance dying = new DyingInstance(session, account);
        dying.createStreamDueNow("orders");
        other.polling();
        Changes seen = new Changes();
        other.replica.follow(seen);

        await().atMost(CatalogInstance.PATIENCE)
                .untilAsserted(() -> assertThat(seen.states()).endsWith("ACTIVE"));
    }

    @Test
    void whoAsksForADueStreamGetsItsNewStateAtOnce() {
        DyingInstance dying = new DyingInstance(session, account);
        dying.createStreamDueNow("orders");

        assertThat(other.find("orders").status()).isEqualTo(StreamStatus.ACTIVE);
    }

    @Test
    void onlyFiveStreamsAreInCreationAtATime() {
        one = instance(LATER);
        for (int i = 0; i < 5; i++) {
            one.create("stream-" + i, 1);
        }

        assertRefused(other.createLater("one-more", 1), ErrorType.LIMIT_EXCEEDED);
    }

    @Test
    void aFollowerOfAnotherInstanceSeesAChangeSoon() {
        other.polling();
        await().atMost(CatalogInstance.PATIENCE).until(() -> other.replica.isLoaded());
        Changes seen = new Changes();
        other.replica.follow(seen);

        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long answered = createAndStamp("stream-" + i);
            int expected = i + 1;
            await().atMost(CatalogInstance.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> seen.states().size() >= expected);
            delays.add(Duration.ofNanos(System.nanoTime() - answered));
        }
        delays.sort(Comparator.naturalOrder());
        // A quarter of a second on a quiet machine; one that is held up for a while spoils no more than some of them.
        assertThat(delays.get(2)).as("%s", delays).isLessThan(Duration.ofMillis(1500));
    }

    private long createAndStamp(String name) {
        one.create(name, 1);
        return System.nanoTime();
    }

    private List<String> createTogether(int count, IntFunction<String> name) {
        return CatalogInstance.await(Flux.range(0, count)
                .flatMap(
                        i -> (i % 2 == 0 ? one : other)
                                .createLater(name.apply(i), 1)
                                .map(created -> "created")
                                .onErrorResume(
                                        KinesisException.class,
                                        e -> Mono.just(e.type().name())),
                        count)
                .collectList());
    }

    private CatalogInstance instance(Duration transitionDelay) {
        return new CatalogInstance(session, account, LIMITS, transitionDelay);
    }

    private static List<String> names(StreamListing page) {
        return page.streams().stream().map(stream -> stream.name().value()).toList();
    }

    private static void assertRefused(Mono<?> call, ErrorType type) {
        assertThatThrownBy(() -> call.block(CatalogInstance.PATIENCE))
                .isInstanceOfSatisfying(
                        KinesisException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
