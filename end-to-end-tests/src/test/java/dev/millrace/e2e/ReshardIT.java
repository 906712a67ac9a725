package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams are split, merged and scaled while others write to them and read them. */
class ReshardIT {
    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);
    private static final int WRITERS = 4;
    private static StackProcess stack;
    private static KinesisClient client;

    @BeforeAll
    static void start() {
        stack = StackProcess.start("reshard", Map.of("MILLRACE_LIMITS", "off"));
        client = Clients.APACHE_CBOR.open(stack.access());
    }

    @AfterAll
    static void stop() {
        client.close();
        stack.close();
    }

    @Test
    void splittingAndMergingClosesParentsAndOpensChildrenAtOneInstant() {
        TestStreams.create(client, "lineage", 1);
        client.splitShard(request -> request.streamName("lineage")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("1000"));
        awaitActive("lineage");
        client.mergeShards(request -> request.streamName("lineage")
                .shardToMerge("shardId-000000000002")
                .adjacentShardToMerge("shardId-000000000001"));
        awaitActive("lineage");

        List<Shard> shards = shards("lineage");
        assertThat(shards).hasSize(4);
        assertThat(shards.get(1).parentShardId()).isEqualTo("shardId-000000000000");
        assertThat(shards.get(1).hashKeyRange().endingHashKey()).isEqualTo("999");
        assertThat(shards.get(2).hashKeyRange().startingHashKey()).isEqualTo("1000");
        assertThat(shards.get(3).parentShardId()).isEqualTo("shardId-000000000002");
        assertThat(shards.get(3).adjacentParentShardId()).isEqualTo("shardId-000000000001");
        assertThat(open(shards)).containsExactly(shards.get(3));
        assertNumbersRiseAlongTheLineage(shards);
        assertThat(shardsAt("lineage", Instant.now())).containsExactly(shards.get(3));
        client.deleteStream(request -> request.streamName("lineage"));
    }

    @Test
    void nothingIsLostRepeatedOrOutOfOrderWhileAStreamIsScaledUnderLoad() throws InterruptedException {
        String stream = "scaled";
        History history = new History();
        TestStreams.create(client, stream, 2);
        try (Workload workload = Workload.start(stack.access(), stream, history, 0, WRITERS)) {
            awaitMoreAcknowledged(workload);
            scale(stream, 3);
            awaitMoreAcknowledged(workload);
            scale(stream, 5);
            awaitMoreAcknowledged(workload);
            split(stream);
            awaitMoreAcknowledged(workload);
            scale(stream, 3);
            scale(stream, 2);
            awaitMoreAcknowledged(workload);
            List<Shard> closed = shards(stream).stream()
                    .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null)
                    .toList();
            await().atMost(Duration.ofSeconds(30)).until(() -> workload.ended().size() == closed.size());
            workload.stop();
        }

        List<Shard> shards = shards(stream);
        assertUniform(open(shards), 2);
        assertNumbersRiseAlongTheLineage(shards);
        assertThat(HistoryChecker.check(history, ShardReads.readAll(client, stream)))
                .isEmpty();
        assertOrderOfKeys(history);
        assertThat(history.count(Outcome.UNKNOWN)).isZero();
        assertThat(history.count(Outcome.REFUSED)).isZero();
        System.out.printf("%d acknowledged over %d shards%n", history.count(Outcome.ACKNOWLEDGED), shards.size());
        client.deleteStream(request -> request.streamName(stream));
    }

    private static void scale(String stream, int target) {
        long begun = System.nanoTime();
        var answer = client.updateShardCount(request ->
                request.streamName(stream).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
        assertThat(answer.targetShardCount()).isEqualTo(target);
        awaitActive(stream);
        assertUniform(open(shards(stream)), target);
        System.out.printf(
                "%d to %d shards in %d ms%n",
                answer.currentShardCount(),
                target,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private static void split(String stream) {
        Shard shard = open(shards(stream)).get(0);
        BigInteger middle = start(shard)
                .add(new BigInteger(shard.hashKeyRange().endingHashKey()))
                .shiftRight(1);
        client.splitShard(request ->
                request.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(middle.toString()));
        awaitActive(stream);
    }

    private static void awaitActive(String stream) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                        .equals(StreamStatus.ACTIVE));
    }

    private static void awaitMoreAcknowledged(Workload workload) {
        long before = workload.acknowledged();
        await().atMost(Duration.ofSeconds(30)).until(() -> workload.acknowledged() > before + 1_000);
    }

    private static List<Shard> shards(String stream) {
        return client.listShards(request -> request.streamName(stream)).shards();
    }

    private static List<Shard> shardsAt(String stream, Instant time) {
        return client.listShards(request -> request.streamName(stream)
                        .shardFilter(ShardFilter.builder()
                                .type(ShardFilterType.AT_TIMESTAMP)
                                .timestamp(time)
                                .build()))
                .shards();
    }

    private static List<Shard> open(List<Shard> shards) {
        return shards.stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(ReshardIT::start))
                .toList();
    }

    private static BigInteger start(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }

    private static void assertUniform(List<Shard> open, int count) {
        assertThat(open).hasSize(count);
        BigInteger width = HASH_KEYS.divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            assertThat(start(open.get(i))).isEqualTo(width.multiply(BigInteger.valueOf(i)));
        }
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
