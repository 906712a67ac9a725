package dev.millrace.metadata.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StreamLifecycleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678999Z");
    private static final AccountUsage UNUSED = new AccountUsage(0, 0, 0);
    private static final Optional<Instant> NO_FORMER_LIFE = Optional.empty();
    private static final StreamName NAME = new StreamName("orders");

    private final StreamLifecycle lifecycle = lifecycle(Duration.ofMillis(200), NOW);

    @Test
    void aNewStreamIsCreatingWithEvenShardsAndTheDefaults() {
        StreamDescription stream =
                lifecycle.create(provisioned(3), Optional.empty(), NO_FORMER_LIFE, UNUSED, 7).entry().stream();

        assertThat(stream.status()).isEqualTo(StreamStatus.CREATING);
        assertThat(stream.version()).isEqualTo(7);
        assertThat(stream.retention()).isEqualTo(Duration.ofHours(24));
        assertThat(stream.maxRecordKib()).isEqualTo(1024);
        assertThat(stream.shards().open()).hasSize(3).extracting(Shard::index).containsExactly(0, 1, 2);
        assertThat(stream.shards().openShardOf(HashKey.MAX).range().end()).isEqualTo(HashKey.MAX);
    }

    @Test
    void aNewStreamIsEncryptedWhenThereIsADefaultKey() {
        StreamDescription stream = lifecycle(Duration.ZERO, Instant.EPOCH, "alias/aws/kinesis")
                .create(provisioned(1), Optional.empty(), NO_FORMER_LIFE, UNUSED, 1)
                .entry()
                .stream();

        assertThat(stream.encryption()).isEqualTo(EncryptionType.KMS);
        assertThat(stream.keyId()).contains("alias/aws/kinesis");
    }

    @Test
    void noTimeOfANewStreamLiesInTheFuture() {
        CatalogEntry entry = lifecycle
                .create(provisioned(2), Optional.empty(), NO_FORMER_LIFE, UNUSED, 1)
                .entry();

        assertThat(entry.stream().createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(entry.stream().shards().all())
                .allSatisfy(shard ->
                        assertThat(shard.createdAt()).isEqualTo(entry.stream().createdAt()));
    }

    @Test
    void onDemandStartsWithFourShardsWhateverCountIsGiven() {
        RequestedStream request =
                new RequestedStream(NAME, StreamMode.ON_DEMAND, OptionalInt.of(9), OptionalInt.empty(), Map.of());

        assertThat(lifecycle.create(request, Optional.empty(), NO_FORMER_LIFE, UNUSED, 1).entry().stream()
                        .shards()
                        .openCount())
                .isEqualTo(4);
    }

    @Test
    void everyLifeOfANameHasItsOwnId() {
        assertThat(created().stream().id()).isNotEqualTo(created().stream().id());
    }

    @Test
    void tagsAndRecordSizeAreKept() {
        RequestedStream request = new RequestedStream(
                NAME, StreamMode.PROVISIONED, OptionalInt.of(1), OptionalInt.of(2048), Map.of("team", "blue"));

        CatalogEntry entry = lifecycle
                .create(request, Optional.empty(), NO_FORMER_LIFE, UNUSED, 1)
                .entry();

        assertThat(entry.tags()).containsEntry("team", "blue");
        assertThat(entry.stream().maxRecordKib()).isEqualTo(2048);
    }

    @Test
    void aNameInUseIsRefusedInEveryState() {
        for (CatalogEntry existing : List.of(created(), active(), deleting())) {
            assertRefused(
                    () -> lifecycle.create(provisioned(1), Optional.of(existing), NO_FORMER_LIFE, UNUSED, 9),
                    ErrorType.RESOURCE_IN_USE,
                    "Stream orders under account 123456789012 already exists.");
        }
    }

    @Test
    void provisionedNeedsAShardCount() {
        RequestedStream request =
                new RequestedStream(NAME, StreamMode.PROVISIONED, OptionalInt.empty(), OptionalInt.empty(), Map.of());

        assertThatThrownBy(() -> lifecycle.create(request, Optional.empty(), NO_FORMER_LIFE, UNUSED, 1))
                .isInstanceOfSatisfying(
                        KinesisException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION));
    }

    @Test
    void creatingBecomesActiveWhenItIsDueAndNotBefore() {
        CatalogEntry created = created();

        assertThat(lifecycle(Duration.ofMillis(200), NOW.plusMillis(198)).settle(created, 8))
                .isEmpty();
        CatalogChange change = lifecycle(Duration.ofMillis(200), NOW.plusMillis(200))
                .settle(created, 8)
                .orElseThrow();

        CatalogEntry settled = ((CatalogChange.Put) change).entry();
        assertThat(settled.stream().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(settled.stream().version()).isEqualTo(8);
        assertThat(settled.stream().id()).isEqualTo(created.stream().id());
        assertThat(settled.dueAt()).isEmpty();
    }

    @Test
    void deletingDisappearsWhenItIsDue() {
        assertThat(lifecycle(Duration.ofMillis(200), NOW.plusSeconds(1)).settle(deleting(), 9))
                .hasValueSatisfying(change -> assertThat(((CatalogChange.Remove) change).removal())
                        .extracting(StreamRemoval::name, StreamRemoval::at)
                        .containsExactly(NAME, Instant.parse("2026-01-02T03:04:06.678Z")));
    }

    @Test
    void theEndLiesNotBeforeTheBeginningOfAnyShard() {
        Instant ahead = NOW.plusSeconds(9);
        CatalogEntry resharded = deleting()
                .with(stream -> stream.shards(new ShardMap(deleting().stream().shards().all().stream()
                        .map(shard -> new Shard(
                                shard.index(),
                                shard.range(),
                                shard.parent(),
                                shard.adjacentParent(),
                                ahead,
                                shard.closedAt()))
                        .toList())));

        assertThat(lifecycle(Duration.ofMillis(200), NOW.plusSeconds(1)).settle(resharded, 9))
                .hasValueSatisfying(change -> assertThat(
                                ((CatalogChange.Remove) change).removal().at())
                        .isEqualTo(ahead));
    }

    @Test
    void activeStaysAsItIs() {
        assertThat(lifecycle(Duration.ofMillis(200), NOW.plusSeconds(1_000_000)).settle(active(), 9))
                .isEmpty();
    }

    @Test
    void withoutDelayStreamsAreCreatedAndRemovedAtOnce() {
        StreamLifecycle immediate = lifecycle(Duration.ZERO, NOW);

        CatalogEntry entry = immediate
                .create(provisioned(1), Optional.empty(), NO_FORMER_LIFE, UNUSED, 1)
                .entry();

        assertThat(entry.stream().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(entry.dueAt()).isEmpty();
        assertThat(immediate.delete(NAME, Optional.of(entry), 2))
                .isEqualTo(new CatalogChange.Remove(
                        new StreamRemoval(entry.stream().id(), NAME, Instant.parse("2026-01-02T03:04:05.678Z"))));
    }

    @Test
    void aNewLifeBeginsInALaterSecondThanItsNamesFormerOneEnded() {
        StreamLifecycle immediate = lifecycle(Duration.ZERO, NOW);

        CatalogEntry entry = immediate
                .create(provisioned(2), Optional.empty(), Optional.of(NOW.minusMillis(1)), UNUSED, 1)
                .entry();

        Instant nextSecond = Instant.parse("2026-01-02T03:04:06Z");
        assertThat(entry.stream().createdAt()).isEqualTo(nextSecond);
        assertThat(entry.stream().shards().all())
                .allSatisfy(shard -> assertThat(shard.createdAt()).isEqualTo(nextSecond));
        assertThat(entry.stream().status()).isEqualTo(StreamStatus.CREATING);
        assertThat(entry.dueAt()).contains(nextSecond);
    }

    @Test
    void aNewLifeLongAfterTheFormerOneBeginsAtOnce() {
        CatalogEntry entry = lifecycle
                .create(provisioned(1), Optional.empty(), Optional.of(NOW.minusSeconds(1)), UNUSED, 1)
                .entry();

        assertThat(entry.stream().createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void aRemovalThatAWrongClockHasDatedHoldsNobodyUp() {
        CatalogEntry entry = lifecycle
                .create(provisioned(1), Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(365))), UNUSED, 1)
                .entry();

        assertThat(entry.stream().createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void aStreamThatIsDeletedOrUnknownCannotBeDeleted() {
        assertRefused(
                () -> lifecycle.delete(NAME, Optional.of(deleting()), 2),
                ErrorType.RESOURCE_IN_USE,
                "Stream orders under account 123456789012 not ACTIVE, instead in state DELETING");
        assertRefused(
                () -> lifecycle.delete(NAME, Optional.empty(), 2),
                ErrorType.RESOURCE_NOT_FOUND,
                "Stream orders under account 123456789012 not found.");
    }

    @Test
    void aStreamThatIsStillBeingCreatedCanBeDeleted() {
        CatalogChange.Put change = (CatalogChange.Put) lifecycle.delete(NAME, Optional.of(created()), 2);

        assertThat(change.entry().stream().status()).isEqualTo(StreamStatus.DELETING);
        assertThat(change.entry().dueAt()).isPresent();
    }

    @Test
    void aShardCountBeyondAllLimitsIsRefusedBeforeShardsAreMade() {
        assertThatThrownBy(() ->
                        lifecycle.create(provisioned(Integer.MAX_VALUE), Optional.empty(), NO_FORMER_LIFE, UNUSED, 1))
                .isInstanceOfSatisfying(
                        KinesisException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.LIMIT_EXCEEDED));
    }

    private CatalogEntry created() {
        return lifecycle
                .create(provisioned(1), Optional.empty(), NO_FORMER_LIFE, UNUSED, 1)
                .entry();
    }

    private CatalogEntry active() {
        return ((CatalogChange.Put) lifecycle(Duration.ofMillis(200), NOW.plusSeconds(1))
                        .settle(created(), 2)
                        .orElseThrow())
                .entry();
    }

    private CatalogEntry deleting() {
        return ((CatalogChange.Put) lifecycle.delete(NAME, Optional.of(active()), 3)).entry();
    }

    private static RequestedStream provisioned(int shards) {
        return new RequestedStream(NAME, StreamMode.PROVISIONED, OptionalInt.of(shards), OptionalInt.empty(), Map.of());
    }

    private static StreamLifecycle lifecycle(Duration delay, Instant now) {
        return lifecycle(delay, now, "");
    }

    private static StreamLifecycle lifecycle(Duration delay, Instant now, String defaultKey) {
        Account account = new Account("123456789012", "us-east-1");
        StreamSettings settings =
                new StreamSettings(delay, Duration.ofHours(24), 1024, 4, Duration.ofMillis(200), defaultKey);
        return new StreamLifecycle(
                account,
                new AccountQuota(account, new AccountLimits(100, 5, 5, Duration.ofHours(24))),
                settings,
                Clock.fixed(now, ZoneOffset.UTC),
                UUID::randomUUID);
    }

    private static void assertRefused(ThrowingCallable call, ErrorType type, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KinesisException.class, e -> assertThat(e.type()).isEqualTo(type))
                .hasMessage(message);
    }
}
