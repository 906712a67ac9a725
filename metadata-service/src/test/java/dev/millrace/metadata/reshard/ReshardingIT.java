package dev.millrace.metadata.reshard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.stream.plan.ReshardPlan;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@CassandraTest
class ReshardingIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(500);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CqlSession session;
    private final String account = "%012d".formatted(ACCOUNTS.incrementAndGet());
    private final List<ReshardingInstance> instances = new ArrayList<>();
    private final Queue<ShardKey> sealed = new ConcurrentLinkedQueue<>();

    ReshardingIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
    }

    @AfterEach
    void stop() {
        instances.forEach(ReshardingInstance::close);
    }

    private ReshardingInstance instance(ShardSeals seals, Duration takeOverAfter) {
        ReshardingInstance instance = new ReshardingInstance(session, account, seals, takeOverAfter);
        instances.add(instance);
        return instance;
    }

    private Mono<Instant> sealAt(ShardKey shard, Instant lastArrival) {
        sealed.add(shard);
        return Mono.just(lastArrival);
    }

    private ReshardingInstance instance() {
        return instance(shard -> sealAt(shard, Instant.EPOCH), NEVER);
    }

    /** For tests that look at a stream while it is resharded, which takes a moment only otherwise. */
    private ReshardingInstance sealingAfter(Sinks.Empty<Instant> signal) {
        return instance(shard -> signal.asMono().switchIfEmpty(Mono.defer(() -> sealAt(shard, Instant.EPOCH))), NEVER);
    }

    private static StreamDescription awaitActive(ReshardingInstance on, StreamName name) {
        await().atMost(PATIENCE).until(() -> on.stream(name).status() == StreamStatus.ACTIVE);
        return on.stream(name);
    }

    @Test
    void aSplitSealsTheParentAndOpensItsChildrenInOneChange() {
        Sinks.Empty<Instant> seen = Sinks.empty();
        ReshardingInstance one = sealingAfter(seen);
        StreamName name = one.create("orders", StreamMode.PROVISIONED, 1);

        one.resharding.split(name, "shardId-000000000000", "1000").block(PATIENCE);
        assertThat(one.stream(name).status()).isEqualTo(StreamStatus.UPDATING);
        seen.tryEmitEmpty();
        StreamDescription after = awaitActive(one, name);

        assertThat(sealed).containsExactly(new ShardKey(after.id(), 0));
        assertThat(after.shards().open()).extracting(Shard::index).containsExactly(1, 2);
        Shard parent = after.shards().find(0).orElseThrow();
        assertThat(after.shards().childrenOf(0))
                .allSatisfy(child -> assertThat(child.createdAt())
                        .isEqualTo(parent.closedAt().orElseThrow()));
        assertThat(one.entry(name).reshard()).isEmpty();
    }

    @Test
    void childrenOpenAfterTheLastArrivalEvenIfItsClockIsAhead() {
        Instant ahead = Instant.now().plusSeconds(100);
        ReshardingInstance one = instance(shard -> sealAt(shard, ahead), NEVER);
        StreamName name = one.create("ahead", StreamMode.PROVISIONED, 2);

        one.resharding
                .merge(name, "shardId-000000000000", "shardId-000000000001")
                .block(PATIENCE);

        Shard child = awaitActive(one, name).shards().open().get(0);
        assertThat(child.createdAt()).isAfter(ahead).isBefore(ahead.plusSeconds(2));
        assertThat(child.createdAt().getNano()).isZero();
        assertThat(child.parent()).hasValue(0);
        assertThat(child.adjacentParent()).hasValue(1);
    }

    @Test
    void sealingIsRepeatedUntilItSucceeds() {
        AtomicInteger asked = new AtomicInteger();
        ReshardingInstance one = instance(
                shard -> asked.incrementAndGet() < 5
                        ? Mono.error(new IllegalStateException("no owner"))
                        : sealAt(shard, Instant.EPOCH),
                NEVER);
        StreamName name = one.create("stubborn", StreamMode.PROVISIONED, 1);

        one.resharding.updateCount(name, 2).block(PATIENCE);

        assertThat(awaitActive(one, name).shards().openCount()).isEqualTo(2);
    }

    @Test
    void anotherInstanceGoesOnWithAPlanWhoseBeginnerIsGone() {
        ReshardingInstance dying = instance(shard -> Mono.never(), SOON);
        StreamName name = dying.create("orphaned", StreamMode.PROVISIONED, 2);
        dying.resharding.updateCount(name, 3).block(PATIENCE);
        Optional<ReshardPlan> begun = dying.entry(name).reshard();
        dying.close();
        assertThat(instance().entry(name).reshard()).isPresent().isEqualTo(begun);

        ReshardingInstance other = instance(shard -> sealAt(shard, Instant.EPOCH), SOON);

        assertThat(awaitActive(other, name).shards().openCount()).isEqualTo(3);
    }

    @Test
    void manyInstancesMayDriveOnePlan() {
        Duration atOnce = Duration.ofMillis(1);
        ReshardingInstance one = instance(shard -> sealAt(shard, Instant.EPOCH), atOnce);
        instance(shard -> sealAt(shard, Instant.EPOCH), atOnce);
        instance(shard -> sealAt(shard, Instant.EPOCH), atOnce);
        StreamName name = one.create("popular", StreamMode.PROVISIONED, 3);

        one.resharding.updateCount(name, 5).block(PATIENCE);

        StreamDescription after = awaitActive(one, name);
        assertThat(after.shards().openCount()).isEqualTo(5);
        // Two splits and two merges of thirds to fifths: nothing was done twice.
        assertThat(after.shards().all()).extracting(Shard::index).doesNotHaveDuplicates();
        assertThat(after.shards().all().size()).isLessThanOrEqualTo(3 + 8 + 4);
    }

    @Test
    void whatCannotBeIsRefused() {
        Sinks.Empty<Instant> refused = Sinks.empty();
        ReshardingInstance one = sealingAfter(refused);
        StreamName name = one.create("strict", StreamMode.PROVISIONED, 3);
        StreamName onDemand = one.create("elastic", StreamMode.ON_DEMAND, 4);
        String shard = "shardId-000000000000";

        assertRefused(one.resharding.updateCount(name, 7), "cannot scale up over double");
        assertRefused(one.resharding.merge(name, shard, "shardId-000000000002"), "not an adjacent pair");
        assertRefused(one.resharding.split(name, shard, "1"), "is not both greater than one plus");
        assertRefused(one.resharding.split(name, shard, "9".repeat(39)), "is not both greater than one plus");
        assertRefused(one.resharding.split(name, "shardId-000000000009", "5"), "Could not find shard");
        assertRefused(one.resharding.updateCount(onDemand, 5), "is in On-Demand mode");
        one.resharding.split(name, shard, "5").block(PATIENCE);
        assertRefused(one.resharding.split(name, shard, "5"), "not ACTIVE, instead in state UPDATING");
        refused.tryEmitEmpty();
        awaitActive(one, name);
        assertRefused(one.resharding.split(name, shard, "5"), "has already been merged or split");
    }

    @Test
    void theCountIsUpdatedTenTimesADayAtMost() {
        ReshardingInstance one = instance();
        StreamName name = one.create("restless", StreamMode.PROVISIONED, 2);
        for (int i = 0; i < 10; i++) {
            one.resharding.updateCount(name, 2).block(PATIENCE);
        }

        assertRefused(one.resharding.updateCount(name, 2), "at most 10 times in 24 hours");
    }

    @Test
    void theAccountsLimitCountsShardsThatLiveShortly() {
        ReshardingInstance one = instance();
        one.create("large", StreamMode.PROVISIONED, 96);
        StreamName name = one.create("small", StreamMode.PROVISIONED, 3);

        // Thirds become quarters by way of six shards.
        assertRefused(one.resharding.updateCount(name, 4), "Number of additional shards that would have resulted");
    }

    private static void assertRefused(Mono<?> call, String text) {
        assertThatThrownBy(() -> call.block(PATIENCE))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining(text);
    }
}
