package dev.millrace.e2e.workload;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

/** Registered consumers, which go with their stream. */
public final class TestConsumers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestConsumers() {}

    /** Returns the consumer's ARN when it is ACTIVE. */
    public static String register(KinesisClient client, String stream, String consumer) {
        return register(client, stream, List.of(consumer)).get(0);
    }

    /** Returns the consumers' ARNs when all are ACTIVE. Not many may be in CREATING at a time: the others wait. */
    public static List<String> register(KinesisClient client, String stream, List<String> consumers) {
        String streamArn = TestStreams.arnOf(client, stream);
        List<String> arns = consumers.stream()
                .map(consumer -> await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(LimitExceededException.class)
                        .until(() -> registerOnce(client, streamArn, consumer), registered -> true)
                        .consumerARN())
                .toList();
        arns.forEach(arn -> awaitActive(client, arn));
        return arns;
    }

    private static Consumer registerOnce(KinesisClient client, String streamArn, String consumer) {
        return client.registerStreamConsumer(
                        request -> request.streamARN(streamArn).consumerName(consumer))
                .consumer();
    }

    private static void awaitActive(KinesisClient client, String consumerArn) {
        await().atMost(PATIENCE)
                .until(() -> client.describeStreamConsumer(request -> request.consumerARN(consumerArn))
                                .consumerDescription()
                                .consumerStatus()
                        == ConsumerStatus.ACTIVE);
    }
}
