package dev.millrace.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.StackProcess;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.KinesisClientUtil;

/** A producer that aggregates and a consumer that shares its work by leases: what most real applications are made of. */
class ClientLibrariesIT {
    private static final int KEYS = 20;
    private static final int RECORDS_PER_KEY = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static StackProcess stack;
    private static LeaseTable leases;
    private static KinesisAsyncClient kinesis;

    @BeforeAll
    static void start() throws Exception {
        stack = StackProcess.start("client-libraries", Map.of());
        leases = new LeaseTable();
        kinesis = KinesisClientUtil.createKinesisAsyncClient(KinesisAsyncClient.builder()
                .endpointOverride(stack.access().endpoint())
                .region(stack.access().region())
                .credentialsProvider(stack.access().credentials()));
    }

    @AfterAll
    static void stop() throws Exception {
        kinesis.close();
        leases.close();
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(Retrieval.class)
    void everyUserRecordArrivesOnceAndInOrder(Retrieval retrieval) throws Exception {
        String stream = create("still-" + retrieval, 2);

        try (Producer producer = new Producer(stack.access(), stream);
                Consumer consumer = new Consumer(stream, retrieval, kinesis, leases)) {
            putAll(producer, Duration.ZERO);

            awaitAll(consumer);
            consumer.received().holdsExactly(KEYS, RECORDS_PER_KEY, producer::repeats);
        }
    }

    @ParameterizedTest
    @EnumSource(Retrieval.class)
    void nothingIsLostRepeatedOrReorderedWhileTheStreamIsReshaped(Retrieval retrieval) throws Exception {
        String stream = create("reshaped-" + retrieval, 2);

        try (Producer producer = new Producer(stack.access(), stream);
                Consumer consumer = new Consumer(stream, retrieval, kinesis, leases)) {
            CompletableFuture<Void> puts = CompletableFuture.runAsync(() -> putAll(producer, Duration.ofMillis(100)));
            split(stream);
            merge(stream);
            scale(stream, 3);
            scale(stream, 5);
            scale(stream, 3);
            scale(stream, 2);
            puts.join();

            awaitAll(consumer);
            consumer.received().holdsExactly(KEYS, RECORDS_PER_KEY, producer::repeats);
            Set<String> closed = shards(stream).stream()
                    .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null)
                    .map(Shard::shardId)
                    .collect(Collectors.toSet());
            await("every parent is ended")
                    .atMost(PATIENCE)
                    .until(() -> consumer.received().endedShards().containsAll(closed));
        }
    }

    /**
     * Puts one record of each key, then the next one of each: the library promises no order of what is under way together.
     *
     * @param pause after each round
     */
    private static void putAll(Producer producer, Duration pause) {
        try {
            for (int number = 0; number < RECORDS_PER_KEY; number++) {
                for (int key = 0; key < KEYS; key++) {
                    producer.put(new UserRecord("key-" + key, number));
                }
                producer.flush();
                Thread.sleep(pause.toMillis());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitAll(Consumer consumer) {
        await("all records").atMost(PATIENCE).until(() -> consumer.received().count() >= KEYS * RECORDS_PER_KEY);
    }

    private static String create(String name, int shards) {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards))
                .join();
        awaitActive(name);
        return name;
    }

    private static void split(String stream) {
        Shard shard = open(stream).get(0);
        BigInteger start = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger end = new BigInteger(shard.hashKeyRange().endingHashKey());
        kinesis.splitShard(request -> request.streamName(stream)
                        .shardToSplit(shard.shardId())
                        .newStartingHashKey(start.add(end).shiftRight(1).toString()))
                .join();
        awaitActive(stream);
    }

    private static void merge(String stream) {
        List<Shard> open = open(stream);
        kinesis.mergeShards(request -> request.streamName(stream)
                        .shardToMerge(open.get(0).shardId())
                        .adjacentShardToMerge(open.get(1).shardId()))
                .join();
        awaitActive(stream);
    }

    private static void scale(String stream, int shards) {
        kinesis.updateShardCount(request ->
                        request.streamName(stream).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING))
                .join();
        awaitActive(stream);
        assertThat(open(stream)).hasSize(shards);
    }

    private static void awaitActive(String stream) {
        kinesis.waiter()
                .waitUntilStreamExists(request -> request.streamName(stream))
                .join();
    }

    private static List<Shard> open(String stream) {
        return shards(stream).stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
    }

    private static List<Shard> shards(String stream) {
        return kinesis.listShards(request -> request.streamName(stream)).join().shards();
    }
}
