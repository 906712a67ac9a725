package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.SeparateServices;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.Subscriber;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** A subscriber that does what clients do: when its subscription ends, it goes on from its last continuation number. */
class FanOutWithDeathsIT {
    private static final String STREAM = "mourned";
    private static final String SHARD = "shardId-000000000000";
    private static final int RECORDS = 60;

    private final List<String> received = new ArrayList<>();
    private StartingPosition position =
            StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();

    private static void put(KinesisClient client, int from, int count) {
        for (int i = from; i < from + count; i++) {
            String text = "record-" + i;
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptionsInstanceOf(SdkException.class)
                    .until(() -> {
                        client.putRecord(request ->
                                request.streamName(STREAM).partitionKey("key").data(SdkBytes.fromUtf8String(text)));
                        return true;
                    });
        }
    }

    /** Takes what a subscription has pushed, and makes another one when it has ended. */
    private Subscriber goOn(KinesisAsyncClient client, String consumer, Subscriber subscriber) {
        if (!subscriber.isEnded()) {
            return subscriber;
        }
        take(subscriber);
        return Subscriber.to(client, consumer, SHARD, position);
    }

    private void take(Subscriber subscriber) {
        received.addAll(subscriber.data());
        String continuation = subscriber.continuation();
        if (continuation != null) {
            position = StartingPosition.builder()
                    .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(continuation)
                    .build();
        }
    }

    @Test
    void nothingIsMissedAndNothingRepeatedWhenARegistryAndAnOwnerDie() throws Exception {
        try (SeparateServices services = SeparateServices.start();
                KinesisClient client = Clients.APACHE_CBOR.open(services.access());
                KinesisAsyncClient pushed = Clients.h2c(services.access())) {
            TestStreams.create(client, STREAM, 1);
            String consumer = register(client);
            Subscriber subscriber = Subscriber.to(pushed, consumer, SHARD, position);
            put(client, 0, RECORDS / 3);

            services.consumerRegistries().get(0).kill();
            put(client, RECORDS / 3, RECORDS / 3);
            services.shardServices().get(0).kill();
            put(client, 2 * RECORDS / 3, RECORDS / 3);

            Subscriber[] current = {subscriber};
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        current[0] = goOn(pushed, consumer, current[0]);
                        return received.size() + current[0].data().size() >= RECORDS;
                    });
            take(current[0]);

            // A put whose answer was lost is repeated by the client, so a record may be there twice; each is there.
            List<String> distinct = received.stream().distinct().toList();
            assertThat(distinct).hasSize(RECORDS).first().isEqualTo("record-0");
            for (int i = 0; i < RECORDS; i++) {
                assertThat(distinct.get(i)).isEqualTo("record-" + i);
            }
        }
    }

    private static String register(KinesisClient client) {
        String streamArn = client.describeStreamSummary(request -> request.streamName(STREAM))
                .streamDescriptionSummary()
                .streamARN();
        String arn = client.registerStreamConsumer(
                        request -> request.streamARN(streamArn).consumerName("consumer"))
                .consumer()
                .consumerARN();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.describeStreamConsumer(request -> request.consumerARN(arn))
                                .consumerDescription()
                                .consumerStatus()
                        == ConsumerStatus.ACTIVE);
        return arn;
    }
}
