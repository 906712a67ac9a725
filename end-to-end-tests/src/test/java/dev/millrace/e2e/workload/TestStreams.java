package dev.millrace.e2e.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams that come and go with a test. Does not use the SDK's waiters, which ask every ten seconds only. */
public final class TestStreams {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestStreams() {}

    /** Returns when the stream is ACTIVE. */
    public static void create(KinesisClient client, String stream, int shards) {
        client.createStream(request -> request.streamName(stream).shardCount(shards));
        awaitActive(client, stream);
    }

    public static void awaitActive(KinesisClient client, String stream) {
        await().atMost(PATIENCE)
                .until(() -> client.describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                        .equals(StreamStatus.ACTIVE));
    }

    public static String arnOf(KinesisClient client, String stream) {
        return client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
    }

    /** Returns when the stream is gone, with its consumers. */
    public static void delete(KinesisClient client, String stream) {
        client.deleteStream(request -> request.streamName(stream).enforceConsumerDeletion(true));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client.describeStreamSummary(request -> request.streamName(stream)))
                        .isInstanceOf(ResourceNotFoundException.class));
    }
}
