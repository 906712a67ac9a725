package dev.millrace.e2e.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Splits, merges and scales one stream. */
public final class Resharding {
    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final KinesisClient client;
    private final String stream;

    public Resharding(KinesisClient client, String stream) {
        this.client = client;
        this.stream = stream;
    }

    /** Returns when there are so many shards, all of a size. */
    public void scale(int target) {
        begin(target);
        awaitOpen(target);
        assertUniform(target);
    }

    /** Returns when the change is accepted. */
    public void begin(int target) {
        assertThat(client.updateShardCount(request -> request.streamName(stream)
                                .targetShardCount(target)
                                .scalingType(ScalingType.UNIFORM_SCALING))
                        .targetShardCount())
                .isEqualTo(target);
    }

    /** Splits the shard with the lowest hash keys, and returns when that is done. */
    public void splitFirst() {
        awaitOpen(beginSplit());
    }

    /** Begins to split the shard with the lowest hash keys, and returns how many shards there will be. */
    public int beginSplit() {
        List<Shard> before = open();
        Shard shard = before.get(0);
        BigInteger middle = start(shard)
                .add(new BigInteger(shard.hashKeyRange().endingHashKey()))
                .shiftRight(1);
        client.splitShard(request ->
                request.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(middle.toString()));
        return before.size() + 1;
    }

    /** Merges the two shards with the lowest hash keys, and returns when that is done. */
    public void mergeFirst() {
        List<Shard> before = open();
        client.mergeShards(request -> request.streamName(stream)
                .shardToMerge(before.get(0).shardId())
                .adjacentShardToMerge(before.get(1).shardId()));
        awaitOpen(before.size() - 1);
    }

    /** Returns when the stream is ACTIVE with so many open shards; calls may fail until then. */
    public void awaitOpen(int count) {
        long begun = System.nanoTime();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(SdkException.class)
                .untilAsserted(() -> {
                    StreamDescriptionSummary summary = client.describeStreamSummary(
                                    request -> request.streamName(stream))
                            .streamDescriptionSummary();
                    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
                    assertThat(summary.openShardCount()).isEqualTo(count);
                });
        System.out.printf(
                "%s: %d open shards after %d ms%n",
                stream, count, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    public List<Shard> shards() {
        return client.listShards(request -> request.streamName(stream)).shards();
    }

    public List<Shard> closed() {
        return shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null)
                .toList();
    }

    /** In the order of their hash keys. */
    public List<Shard> open() {
        return shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(Resharding::start))
                .toList();
    }

    private static BigInteger start(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }

    private void assertUniform(int count) {
        List<Shard> open = open();
        assertThat(open).hasSize(count);
        BigInteger width = HASH_KEYS.divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            assertThat(start(open.get(i))).isEqualTo(width.multiply(BigInteger.valueOf(i)));
        }
    }
}
