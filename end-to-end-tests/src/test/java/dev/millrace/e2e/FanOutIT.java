package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.Subscriber;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/** Enhanced fan-out with the AWS SDK for Java, over HTTP/2 in the clear and over TLS. */
@ExtendWith(SharedStack.class)
class FanOutIT {
    private static final String SHARD = "shardId-000000000000";
    private static final StartingPosition LATEST = position(ShardIteratorType.LATEST, null);
    private static final StartingPosition TRIM_HORIZON = position(ShardIteratorType.TRIM_HORIZON, null);

    private static StartingPosition position(ShardIteratorType type, String number) {
        return StartingPosition.builder().type(type).sequenceNumber(number).build();
    }

    private static List<String> put(KinesisClient client, String stream, int from, int count) {
        List<String> texts =
                IntStream.range(from, from + count).mapToObj(i -> "record-" + i).toList();
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (String text : texts) {
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey("key")
                    .data(SdkBytes.fromUtf8String(text))
                    .build());
        }
        assertThat(client.putRecords(request -> request.streamName(stream).records(entries))
                        .failedRecordCount())
                .isZero();
        return texts;
    }

    @Test
    void consumersComeAndGoWithTheirStream(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "fan-out-consumers", 1);
            String streamArn = TestStreams.arnOf(client, "fan-out-consumers");
            String first = TestConsumers.register(client, "fan-out-consumers", "first");
            String second = TestConsumers.register(client, "fan-out-consumers", "second");

            assertThat(first).startsWith(streamArn + "/consumer/first:");
            assertThatThrownBy(() -> client.registerStreamConsumer(
                            request -> request.streamARN(streamArn).consumerName("first")))
                    .isInstanceOf(ResourceInUseException.class);
            ConsumerDescription description = client.describeStreamConsumer(
                            request -> request.streamARN(streamArn).consumerName("second"))
                    .consumerDescription();
            assertThat(description.consumerARN()).isEqualTo(second);
            assertThat(description.streamARN()).isEqualTo(streamArn);
            String token = client.listStreamConsumers(
                            request -> request.streamARN(streamArn).maxResults(1))
                    .nextToken();
            assertThat(client.listStreamConsumers(
                                    request -> request.streamARN(streamArn).nextToken(token))
                            .consumers())
                    .extracting(consumer -> consumer.consumerName())
                    .containsExactly("second");
            assertThat(client.describeStreamSummary(request -> request.streamName("fan-out-consumers"))
                            .streamDescriptionSummary()
                            .consumerCount())
                    .isEqualTo(2);
            assertThatThrownBy(() -> client.deleteStream(request -> request.streamName("fan-out-consumers")))
                    .isInstanceOf(ResourceInUseException.class)
                    .hasMessageContaining("because there are consumers associated with this data stream");

            client.deregisterStreamConsumer(request -> request.consumerARN(first));
            assertThatThrownBy(() -> client.describeStreamConsumer(request -> request.consumerARN(first)))
                    .isInstanceOf(ResourceNotFoundException.class);
            TestStreams.delete(client, "fan-out-consumers");
        }
    }

    @Test
    void recordsArePushedInOrderOverBothPorts(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient plain = Clients.h2c(stack.access());
                KinesisAsyncClient secure = Clients.tls(stack.access(), ProtocolNegotiation.ALPN)) {
            TestStreams.create(client, "fan-out-push", 1);
            String first = TestConsumers.register(client, "fan-out-push", "first");
            String second = TestConsumers.register(client, "fan-out-push", "second");
            List<String> expected = new ArrayList<>(put(client, "fan-out-push", 0, 300));

            Subscriber catchingUp =
                    Subscriber.to(plain, first, SHARD, TRIM_HORIZON).awaitStart();
            Subscriber following = Subscriber.to(secure, second, SHARD, LATEST).awaitStart();
            List<String> later = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                later.addAll(put(client, "fan-out-push", 300 + i * 20, 20));
            }
            expected.addAll(later);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(catchingUp.data()).isEqualTo(expected));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(following.data()).isEqualTo(later));
            assertThat(following.events())
                    .allSatisfy(event ->
                            assertThat(event.continuationSequenceNumber()).isNotNull())
                    .last()
                    .extracting(SubscribeToShardEvent::millisBehindLatest)
                    .isEqualTo(0L);
            catchingUp.cancel();
            following.cancel();
            TestStreams.delete(client, "fan-out-push");
        }
    }

    @Test
    void goesOnAtOrAfterTheContinuationWithoutGapOrRepeat(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient plain = Clients.h2c(stack.access())) {
            TestStreams.create(client, "fan-out-resume", 1);
            String consumer = TestConsumers.register(client, "fan-out-resume", "consumer");
            List<String> expected = new ArrayList<>(put(client, "fan-out-resume", 0, 10));
            List<String> received = new ArrayList<>();
            StartingPosition position = TRIM_HORIZON;
            for (ShardIteratorType next :
                    List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
                Subscriber subscriber = subscribeWhenFree(plain, consumer, position);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> subscriber.data().size() == 10);
                received.addAll(subscriber.data());
                position = position(next, subscriber.continuation());
                subscriber.cancel();
                expected.addAll(put(client, "fan-out-resume", expected.size(), 10));
            }
            Subscriber last = subscribeWhenFree(plain, consumer, position);
            await().atMost(Duration.ofSeconds(20)).until(() -> last.data().size() == 10);
            received.addAll(last.data());
            last.cancel();

            assertThat(received).isEqualTo(expected);
            TestStreams.delete(client, "fan-out-resume");
        }
    }

    /** A client that went away may come back at once, but for the moment until that is noticed. */
    private static Subscriber subscribeWhenFree(KinesisAsyncClient client, String consumer, StartingPosition position) {
        return await().atMost(Duration.ofSeconds(4))
                .ignoreExceptions()
                .until(() -> Subscriber.to(client, consumer, SHARD, position).awaitStart(), started -> true);
    }

    @Test
    void anotherSubscriptionIsRefusedForFiveSecondsAndThenTakesOver(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient plain = Clients.h2c(stack.access())) {
            TestStreams.create(client, "fan-out-takeover", 1);
            String consumer = TestConsumers.register(client, "fan-out-takeover", "consumer");
            Subscriber first = Subscriber.to(plain, consumer, SHARD, LATEST).awaitStart();
            long startedAt = System.nanoTime();

            assertThatThrownBy(
                            () -> Subscriber.to(plain, consumer, SHARD, LATEST).awaitStart())
                    .hasRootCauseInstanceOf(ResourceInUseException.class)
                    .hasStackTraceContaining("Another active subscription exists for this consumer: "
                            + "000000000000:fan-out-takeover:" + SHARD + ":consumer");

            await().pollDelay(Duration.ofMillis(200))
                    .until(() -> System.nanoTime() - startedAt
                            > Duration.ofMillis(5_200).toNanos());
            assertThat(first.isEnded()).isFalse();
            assertThat(first.events()).hasSizeGreaterThanOrEqualTo(2);

            Subscriber second = Subscriber.to(plain, consumer, SHARD, LATEST).awaitStart();
            assertThatThrownBy(() -> first.awaitEnd(Duration.ofSeconds(5)))
                    .hasRootCauseInstanceOf(ResourceInUseException.class);
            List<String> pushed = put(client, "fan-out-takeover", 0, 5);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(second.data()).isEqualTo(pushed));
            second.cancel();
            TestStreams.delete(client, "fan-out-takeover");
        }
    }

    @Test
    void aConsumerThatIsStillBeingCreatedIsRefused(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient plain = Clients.h2c(stack.access())) {
            TestStreams.create(client, "fan-out-early", 1);
            String streamArn = TestStreams.arnOf(client, "fan-out-early");
            Consumer consumer = client.registerStreamConsumer(
                            request -> request.streamARN(streamArn).consumerName("early"))
                    .consumer();

            assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.CREATING);
            assertThatThrownBy(() -> Subscriber.to(plain, consumer.consumerARN(), SHARD, LATEST)
                            .awaitStart())
                    .hasRootCauseInstanceOf(ResourceInUseException.class)
                    .hasStackTraceContaining("Consumer early with creation timestamp "
                            + consumer.consumerCreationTimestamp().getEpochSecond()
                            + " under stream: fan-out-early , account 000000000000 is not in ACTIVE status.");
            TestStreams.delete(client, "fan-out-early");
        }
    }

    @Test
    void subscriptionsEndWithTheirConsumerAndTheirStream(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient plain = Clients.h2c(stack.access())) {
            TestStreams.create(client, "fan-out-ends", 1);
            String removed = TestConsumers.register(client, "fan-out-ends", "removed");
            String staying = TestConsumers.register(client, "fan-out-ends", "staying");
            Subscriber ofRemoved = Subscriber.to(plain, removed, SHARD, LATEST).awaitStart();
            Subscriber ofStaying = Subscriber.to(plain, staying, SHARD, LATEST).awaitStart();

            client.deregisterStreamConsumer(request -> request.consumerARN(removed));
            assertThatThrownBy(() -> ofRemoved.awaitEnd(Duration.ofSeconds(10)))
                    .hasRootCauseInstanceOf(ResourceNotFoundException.class);
            assertThat(ofStaying.isEnded()).isFalse();

            TestStreams.delete(client, "fan-out-ends");
            assertThatThrownBy(() -> ofStaying.awaitEnd(Duration.ofSeconds(20)))
                    .hasRootCauseInstanceOf(ResourceNotFoundException.class);
        }
    }
}
