package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.stack.WithoutLimits;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventReader;
import dev.millrace.e2e.workload.FanOutReader;
import dev.millrace.e2e.workload.Resharding;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/** Streams are split, merged and scaled while others write to them and read them. */
@ExtendWith(SharedStack.class)
class ReshardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WRITERS = 4;
    private static final int MOST_ATTEMPTS = 8;
    private static StackProcess stack;
    private static KinesisClient client;

    @BeforeAll
    static void start(@WithoutLimits StackProcess shared) {
        stack = shared;
        client = Clients.APACHE_CBOR.open(stack.access());
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    void splittingAndMergingClosesParentsAndOpensChildrenAtOneInstant() {
        TestStreams.create(client, "lineage", 1);
        Resharding resharding = new Resharding(client, "lineage");
        client.splitShard(request -> request.streamName("lineage")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("1000"));
        resharding.awaitOpen(2);
        Instant split = awaitShardsAtPresent("lineage", resharding.open());
        client.mergeShards(request -> request.streamName("lineage")
                .shardToMerge("shardId-000000000001")
                .adjacentShardToMerge("shardId-000000000002"));
        resharding.awaitOpen(1);

        List<Shard> shards = resharding.shards();
        assertThat(shards).hasSize(4);
        assertThat(shards.get(1).parentShardId()).isEqualTo("shardId-000000000000");
        assertThat(shards.get(1).hashKeyRange().endingHashKey()).isEqualTo("999");
        assertThat(shards.get(2).hashKeyRange().startingHashKey()).isEqualTo("1000");
        assertThat(shards.get(3).parentShardId()).isEqualTo("shardId-000000000001");
        assertThat(shards.get(3).adjacentParentShardId()).isEqualTo("shardId-000000000002");
        assertThat(resharding.open()).containsExactly(shards.get(3));
        assertNumbersRiseAlongTheLineage(shards);
        Instant merged = awaitShardsAtPresent("lineage", List.of(shards.get(3)));
        assertThat(shardsAt("lineage", split)).containsExactly(shards.get(1), shards.get(2));
        assertThat(shardsAt("lineage", merged)).containsExactly(shards.get(3));
        TestStreams.delete(client, "lineage");
    }

    @Test
    void anotherReshardIsRefusedWhileOneIsUnderWay() {
        TestStreams.create(client, "busy", 1);
        Resharding resharding = new Resharding(client, "busy");
        Throwable refusal = null;
        // Some are done within milliseconds, before a slow machine has sent the next call: then with the next one.
        for (int attempt = 0; attempt < MOST_ATTEMPTS && refusal == null; attempt++) {
            int count = resharding.beginSplit();
            refusal = catchThrowable(() -> resharding.begin(count));
            resharding.awaitOpen(count);
        }

        assertThat(refusal)
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Stream busy under account 000000000000 not ACTIVE, instead in state UPDATING");
        TestStreams.delete(client, "busy");
    }

    /** Readers of all kinds follow: by iterators, by subscriptions, by server-sent events over connections that break. */
    @Test
    void noReaderMissesRepeatsOrMixesUpAnythingWhileAStreamIsScaledUnderLoad() throws Exception {
        String stream = "scaled";
        History history = new History();
        TestStreams.create(client, stream, 2);
        TestConsumers.register(client, stream, "page");
        Resharding resharding = new Resharding(client, stream);
        try (KinesisAsyncClient subscriptions = Clients.h2c(stack.access());
                FanOutReader pushed = FanOutReader.start(
                        client, subscriptions, stream, TestConsumers.register(client, stream, "pushed"));
                EventReader page = EventReader.start(stack.access(), stream, "page");
                Workload workload = Workload.start(stack.access(), stream, history, 0, WRITERS)) {
            awaitMoreAcknowledged(workload);
            resharding.scale(3);
            awaitMoreAcknowledged(workload);
            resharding.scale(5);
            awaitMoreAcknowledged(workload);
            resharding.splitFirst();
            awaitMoreAcknowledged(workload);
            resharding.mergeFirst();
            resharding.scale(2);
            awaitMoreAcknowledged(workload);
            int closed = resharding.closed().size();
            await().atMost(PATIENCE).until(() -> workload.ended().size() == closed);
            workload.stop();

            Map<String, List<StoredRecord>> stored = ShardReads.readAll(client, stream);
            assertThat(HistoryChecker.check(history, stored)).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(pushed.check(stored)).isEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(page.check(stored)).isEmpty());
            System.out.printf(
                    "%d acknowledged over %d shards, pushed by %d subscriptions and over %d connections%n",
                    history.count(Outcome.ACKNOWLEDGED), stored.size(), pushed.subscriptions(), page.connections());
        }
        assertNumbersRiseAlongTheLineage(resharding.shards());
        assertOrderOfKeys(history);
        assertThat(history.count(Outcome.UNKNOWN)).isZero();
        assertThat(history.count(Outcome.REFUSED)).isZero();
        TestStreams.delete(client, stream);
    }

    private static void awaitMoreAcknowledged(Workload workload) {
        long before = workload.acknowledged();
        await().atMost(PATIENCE).until(() -> workload.acknowledged() > before + 1_000);
    }

    /**
     * Returns a time at which these shards were the open ones: the instant of a reshard may lie a moment ahead when its
     * change is seen, and until then a time of the present is one of the parents.
     */
    private static Instant awaitShardsAtPresent(String stream, List<Shard> shards) {
        AtomicReference<Instant> asked = new AtomicReference<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            asked.set(Instant.now());
            assertThat(shardsAt(stream, asked.get())).containsExactlyElementsOf(shards);
        });
        return asked.get();
    }

    private static List<Shard> shardsAt(String stream, Instant time) {
        return client.listShards(request -> request.streamName(stream)
                        .shardFilter(ShardFilter.builder()
                                .type(ShardFilterType.AT_TIMESTAMP)
                                .timestamp(time)
                                .build()))
                .shards();
    }

    private static void assertNumbersRiseAlongTheLineage(List<Shard> shards) {
        Map<String, Shard> byId = shards.stream().collect(Collectors.toMap(Shard::shardId, shard -> shard));
        for (Shard shard : shards) {
            for (String parent : new String[] {shard.parentShardId(), shard.adjacentParentShardId()}) {
                Optional.ofNullable(parent)
                        .map(byId::get)
                        .ifPresent(found -> assertThat(new BigInteger(
                                        shard.sequenceNumberRange().startingSequenceNumber()))
                                .isGreaterThan(new BigInteger(
                                        found.sequenceNumberRange().endingSequenceNumber())));
            }
        }
    }

    /** Each key is written by one writer, one record after the other: also across parents and children its numbers rise. */
    private static void assertOrderOfKeys(History history) {
        Map<String, List<Attempt>> byKey = new HashMap<>();
        for (Attempt attempt : history.attempts()) {
            if (attempt.outcome() == Outcome.ACKNOWLEDGED) {
                byKey.computeIfAbsent(attempt.partitionKey(), key -> new ArrayList<>())
                        .add(attempt);
            }
        }
        byKey.values().forEach(attempts -> {
            attempts.sort(Comparator.comparingLong(Attempt::startedAt));
            assertThat(attempts)
                    .extracting(
                            attempt -> attempt.acknowledgement().orElseThrow().sequenceNumber())
                    .isSorted();
        });
    }
}
