package dev.millrace.metadata.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.account.ThroughputCommitment;
import dev.millrace.metadata.account.WarmThroughputRules;
import dev.millrace.metadata.stream.setting.ShardLevelMetrics;
import dev.millrace.metadata.stream.setting.StreamCapacity;
import dev.millrace.metadata.stream.setting.StreamEncryption;
import dev.millrace.metadata.stream.setting.StreamPolicy;
import dev.millrace.metadata.stream.setting.StreamRetention;
import dev.millrace.metadata.stream.setting.StreamTags;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.TagRules;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
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

/** The rules of what a stream can be set to, without any I/O. */
class StreamUpdatesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final StreamName NAME = new StreamName("orders");
    private static final String UNDER = "tream orders under account 123456789012";
    private static final Account ACCOUNT = new Account("123456789012", "us-east-1");
    private static final AccountLimits LIMITS = new AccountLimits(100, 5, 5, Duration.ofHours(24));
    private static final AccountUsage UNUSED = new AccountUsage(0, 0, 0);
    private static final StreamQuotas QUOTAS =
            new StreamQuotas(Duration.ofHours(24), Duration.ofHours(8760), 50, 2, 25, 10_240);
    private static final ThroughputCommitment COMMITTED =
            new ThroughputCommitment(Optional.of(NOW), Optional.of(NOW.plusSeconds(60)), Optional.empty());

    private final CatalogEntry orders = CatalogEntry.of(
            StreamDescription.builder(
                            StreamId.random(),
                            NAME,
                            NOW,
                            new ShardMap(List.of(new Shard(
                                    0,
                                    HashKeyRange.ALL,
                                    OptionalInt.empty(),
                                    OptionalInt.empty(),
                                    NOW,
                                    Optional.empty()))))
                    .build(),
            Map.of("team", "blue"),
            Optional.empty());

    @Test
    void onlyAnActiveStreamCanBeChanged() {
        StreamUpdate update = retention(NOW).increase(48);
        for (StreamStatus status : List.of(StreamStatus.CREATING, StreamStatus.UPDATING, StreamStatus.DELETING)) {
            CatalogEntry entry = orders.with(stream -> stream.status(status));
            assertRefused(
                    () -> lifecycle(Duration.ZERO, NOW).update(NAME, Optional.of(entry), update, UNUSED, 2),
                    ErrorType.RESOURCE_IN_USE,
                    "S" + UNDER + " not ACTIVE, instead in state " + status);
        }
        assertRefused(
                () -> lifecycle(Duration.ZERO, NOW).update(NAME, Optional.empty(), update, UNUSED, 2),
                ErrorType.RESOURCE_NOT_FOUND,
                "S" + UNDER + " not found.");
    }

    @Test
    void whatChangesNothingIsNoChange() {
        assertThat(lifecycle(Duration.ofMillis(200), NOW)
                        .update(NAME, Optional.of(orders), retention(NOW).increase(24), UNUSED, 2))
                .isEmpty();
        assertThat(lifecycle(Duration.ofMillis(200), NOW)
                        .update(NAME, Optional.of(orders), encryption(NOW).stop(), UNUSED, 2))
                .isEmpty();
    }

    @Test
    void aChangeThatTakesItsTimeEndsByItself() {
        CatalogEntry updating =
                update(lifecycle(Duration.ofMillis(200), NOW), encryption(NOW).start("alias/a"));
        assertThat(updating.stream().status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(updating.stream().version()).isEqualTo(7);
        assertThat(updating.dueAt()).contains(NOW.plusMillis(200));

        CatalogChange settled = lifecycle(Duration.ofMillis(200), NOW.plusMillis(200))
                .settle(updating, 8)
                .orElseThrow();
        CatalogEntry active = ((CatalogChange.Put) settled).entry();
        assertThat(active.stream().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(active.stream().encryption()).isEqualTo(EncryptionType.KMS);
        assertThat(active.stream().keyId()).contains("alias/a");
        assertThat(active.tags()).isEqualTo(orders.tags());
        assertThat(active.history().count(RationedChange.ENCRYPTION_START, NOW)).isOne();
    }

    @Test
    void withoutDelayItEndsAtOnce() {
        CatalogEntry active =
                update(lifecycle(Duration.ZERO, NOW), encryption(NOW).start("alias/a"));
        assertThat(active.stream().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(active.dueAt()).isEmpty();
    }

    @Test
    void startsOfEncryptionAreRationedByTheRollingDay() {
        CatalogEntry entry = orders;
        for (int i = 0; i < 25; i++) {
            entry = encryption(NOW.plusSeconds(i)).start("key-" + i).apply(entry, UNUSED);
        }
        CatalogEntry rationed = entry;
        assertRefused(
                () -> encryption(NOW.plusSeconds(60)).start("one more").apply(rationed, UNUSED),
                ErrorType.LIMIT_EXCEEDED,
                "Encryption of s" + UNDER + " can be changed at most 25 times in 24 hours.");
        Instant nextDay = NOW.plus(Duration.ofHours(24));
        CatalogEntry changed = encryption(nextDay).start("one more").apply(rationed, UNUSED);
        assertThat(changed.history().count(RationedChange.ENCRYPTION_START, nextDay))
                .isEqualTo(25);
        assertThat(encryption(NOW).stop().apply(rationed, UNUSED).stream().keyId())
                .isEmpty();
    }

    @Test
    void theModeIsUpdatedTwiceADayAndTakesOnDemandSettingsWithIt() {
        CatalogEntry onDemand = capacity(NOW)
                .updateMode(StreamMode.ON_DEMAND, OptionalInt.of(9), COMMITTED)
                .apply(orders, UNUSED);
        assertThat(onDemand.stream().warmMibps()).hasValue(9);
        CatalogEntry auto = capacity(NOW)
                .updateDistribution(RecordDistributionStrategy.AUTO)
                .apply(onDemand, UNUSED);
        assertThat(auto.stream().placesRecordsItself()).isTrue();
        CatalogEntry back = capacity(NOW)
                .updateMode(StreamMode.PROVISIONED, OptionalInt.empty(), COMMITTED)
                .apply(auto, UNUSED);
        assertThat(back.stream().warmMibps()).isEmpty();
        assertThat(back.stream().distribution()).isEqualTo(RecordDistributionStrategy.USER_PARTITION_KEY);
        assertRefused(
                () -> capacity(NOW)
                        .updateMode(StreamMode.ON_DEMAND, OptionalInt.empty(), COMMITTED)
                        .apply(back, UNUSED),
                ErrorType.LIMIT_EXCEEDED,
                "The mode of s" + UNDER + " can be changed at most 2 times in 24 hours.");
    }

    @Test
    void onDemandIsForSoManyStreamsOnly() {
        assertRefused(
                () -> capacity(NOW)
                        .updateMode(StreamMode.ON_DEMAND, OptionalInt.empty(), COMMITTED)
                        .apply(orders, new AccountUsage(5, 5, 0)),
                ErrorType.LIMIT_EXCEEDED,
                "This request would exceed the limit of 5 on-demand streams for the account 123456789012.");
    }

    @Test
    void warmThroughputIsForOnDemandStreamsOfCommittedAccounts() {
        CatalogEntry onDemand = orders.with(stream -> stream.mode(StreamMode.ON_DEMAND));
        assertThat(capacity(NOW).updateWarmThroughput(10_240, COMMITTED).apply(onDemand, UNUSED).stream()
                        .warmMibps())
                .hasValue(10_240);
        assertRefused(
                () -> capacity(NOW).updateWarmThroughput(10_241, COMMITTED).apply(onDemand, UNUSED),
                ErrorType.LIMIT_EXCEEDED,
                "Requested warm throughput (10241 MiBps) exceeds the limit of 10240 MiBps.");
        assertRefused(
                () -> capacity(NOW)
                        .updateWarmThroughput(1, ThroughputCommitment.NONE)
                        .apply(onDemand, UNUSED),
                ErrorType.VALIDATION,
                "WarmThroughputMiBps can only be set while MinimumThroughputBillingCommitment is enabled for account"
                        + " 123456789012.");
        assertRefused(
                () -> capacity(NOW)
                        .updateDistribution(RecordDistributionStrategy.AUTO)
                        .apply(orders, UNUSED),
                ErrorType.INVALID_ARGUMENT,
                "RecordDistributionStrategy AUTO can only be set for a stream in On-Demand mode. S" + UNDER
                        + " is in Provisioned mode.");
    }

    @Test
    void anIncreaseOfRetentionKeepsWhatIsInsideAndBringsNothingBack() {
        CatalogEntry longer = retention(NOW).increase(48).apply(orders, UNUSED);
        Instant expired = NOW.minus(Duration.ofHours(24));
        assertThat(longer.stream().trimHorizon(NOW)).isEqualTo(expired);
        assertThat(longer.stream().trimHorizon(NOW.plus(Duration.ofHours(23)))).isEqualTo(expired);
        Instant later = NOW.plus(Duration.ofHours(30));
        assertThat(longer.stream().trimHorizon(later)).isEqualTo(later.minus(Duration.ofHours(48)));

        CatalogEntry shorter = retention(later).decrease(24).apply(longer, UNUSED);
        assertThat(shorter.stream().trimHorizon(later)).isEqualTo(later.minus(Duration.ofHours(24)));
        CatalogEntry again = retention(later).increase(8760).apply(shorter, UNUSED);
        assertThat(again.stream().trimHorizon(later)).isEqualTo(later.minus(Duration.ofHours(24)));
    }

    @Test
    void metricsAreAddedAndRemovedByName() {
        CatalogEntry some = ShardLevelMetrics.enable(List.of("OutgoingBytes", "IncomingBytes"))
                .apply(orders, UNUSED);
        assertThat(some.stream().shardLevelMetrics()).containsExactly("IncomingBytes", "OutgoingBytes");
        CatalogEntry all = ShardLevelMetrics.enable(List.of("ALL")).apply(some, UNUSED);
        assertThat(all.stream().shardLevelMetrics()).hasSize(7).doesNotContain("ALL");
        assertThat(ShardLevelMetrics.disable(List.of("IncomingBytes")).apply(all, UNUSED).stream()
                        .shardLevelMetrics())
                .hasSize(6);
        assertThat(ShardLevelMetrics.disable(List.of("ALL", "IncomingBytes")).apply(some, UNUSED).stream()
                        .shardLevelMetrics())
                .isEmpty();
    }

    @Test
    void tagsAreAddedOverwrittenAndRemoved() {
        StreamTags tags = new StreamTags(new TagRules(2));
        CatalogEntry two =
                tags.add(Map.of("team", "red", "Team", "ÄÖ ü_.:/=+-%@")).apply(orders, UNUSED);
        assertThat(two.tags()).containsOnly(Map.entry("team", "red"), Map.entry("Team", "ÄÖ ü_.:/=+-%@"));
        assertRefused(
                () -> tags.add(Map.of("third", "")).apply(two, UNUSED),
                ErrorType.INVALID_ARGUMENT,
                "A resource can have at most 2 tags.");
        assertThat(tags.remove(List.of("team", "absent")).apply(two, UNUSED).tags())
                .containsOnlyKeys("Team");
    }

    @Test
    void aPolicyIsOfThisStream() {
        StreamPolicy policies = new StreamPolicy(ACCOUNT);
        String policy = "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kinesis:*\",\"Resource\":"
                + "\"arn:aws:kinesis:us-east-1:123456789012:stream/orders\"}}";
        CatalogEntry entry = policies.put(policy).apply(orders, UNUSED);
        assertThat(entry.policy()).contains(policy);
        assertThat(policies.delete().apply(entry, UNUSED)).isEqualTo(orders);
        assertRefused(
                () -> policies.put(policy.replace("stream/orders", "stream/others"))
                        .apply(orders, UNUSED),
                ErrorType.INVALID_ARGUMENT,
                "A Statement's Resource is not the resource that the policy is attached to.");
    }

    private CatalogEntry update(StreamLifecycle lifecycle, StreamUpdate update) {
        return lifecycle
                .update(NAME, Optional.of(orders), update, UNUSED, 7)
                .orElseThrow()
                .entry();
    }

    private static StreamRetention retention(Instant now) {
        return new StreamRetention(QUOTAS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static StreamEncryption encryption(Instant now) {
        return new StreamEncryption(ACCOUNT, QUOTAS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static StreamCapacity capacity(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new StreamCapacity(
                ACCOUNT,
                new AccountQuota(ACCOUNT, LIMITS),
                new WarmThroughputRules(ACCOUNT, QUOTAS.warmMibps(), clock),
                QUOTAS,
                clock);
    }

    private static StreamLifecycle lifecycle(Duration delay, Instant now) {
        StreamSettings settings = new StreamSettings(delay, Duration.ofHours(24), 1024, 4, Duration.ofMillis(200), "");
        return new StreamLifecycle(
                ACCOUNT,
                new AccountQuota(ACCOUNT, LIMITS),
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
