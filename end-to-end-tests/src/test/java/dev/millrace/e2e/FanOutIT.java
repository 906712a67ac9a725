package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** For which a subscription cannot be taken over. */
    private static final Duration PROTECTION = Duration.ofSeconds(5);
    /** To come within a time that a slow machine may let pass. */
    private static final int MOST_ATTEMPTS = 10;

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

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(catchingUp.data()).isEqualTo(expected));
            await().atMost(PATIENCE)
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
            List<Duration> betweenStarts = new ArrayList<>();
            Subscriber subscriber = subscribeWhenFree(plain, consumer, position);
            for (ShardIteratorType next :
                    List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
                long started = System.nanoTime();
                received.addAll(tenOf(subscriber));
                position = position(next, subscriber.continuation());
                subscriber.cancel();
                expected.addAll(put(client, "fan-out-resume", expected.size(), 10));
                subscriber = subscribeWhenFree(plain, consumer, position);
                betweenStarts.add(Duration.ofNanos(System.nanoTime() - started));
            }
            received.addAll(tenOf(subscriber));
            subscriber.cancel();

            assertThat(received).isEqualTo(expected);
            assertThat(betweenStarts)
                    .as("who went away is not protected; a slow machine may need longer by itself, but not each time")
                    .anyMatch(duration -> duration.compareTo(PROTECTION) < 0);
            TestStreams.delete(client, "fan-out-resume");
        }
    }

    private static List<String> tenOf(Subscriber subscriber) {
        await().atMost(PATIENCE).until(() -> subscriber.data().size() == 10);
        return subscriber.data();
    }

    /** A client that went away may come back at once, but for the moment until that is noticed. */
    private static Subscriber subscribeWhenFree(KinesisAsyncClient client, String consumer, StartingPosition position) {
        return await().atMost(PATIENCE)
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
            Throwable refusal = null;
            for (int attempt = 0; attempt < MOST_ATTEMPTS && refusal == null; attempt++) {
                Subscriber another = Subscriber.to(plain, consumer, SHARD, LATEST);
                refusal = catchThrowable(another::awaitStart);
                if (refusal == null) {
                    // It came after the five seconds: now it is the one that the next one comes to.
                    first = another;
                    startedAt = System.nanoTime();
                }
            }

            assertThat(refusal)
                    .hasRootCauseInstanceOf(ResourceInUseException.class)
                    .hasStackTraceContaining("Another active subscription exists for this consumer: "
                            + "000000000000:fan-out-takeover:" + SHARD + ":consumer");

            Subscriber holder = first;
            long unprotectedAt = startedAt + PROTECTION.plusMillis(200).toNanos();
            await().atMost(PATIENCE)
                    .until(() -> System.nanoTime() - unprotectedAt > 0
                            && holder.events().size() >= 2);
            assertThat(holder.isEnded()).isFalse();

            Subscriber second = Subscriber.to(plain, consumer, SHARD, LATEST).awaitStart();
            assertThatThrownBy(() -> holder.awaitEnd(PATIENCE)).hasRootCauseInstanceOf(ResourceInUseException.class);
            List<String> pushed = put(client, "fan-out-takeover", 0, 5);
            await().atMost(PATIENCE)
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
            Consumer consumer;
            Throwable refusal;
            int attempts = 0;
            // It is created within half a second, which a client's first call may take by itself.
            do {
                String name = "early-" + attempts;
                consumer = client.registerStreamConsumer(
                                request -> request.streamARN(streamArn).consumerName(name))
                        .consumer();
                assertThat(consumer.consumerStatus()).isEqualTo(ConsumerStatus.CREATING);
                Subscriber early = Subscriber.to(plain, consumer.consumerARN(), SHARD, LATEST);
                refusal = catchThrowable(early::awaitStart);
                early.cancel();
            } while (refusal == null && ++attempts < MOST_ATTEMPTS);

            assertThat(refusal)
                    .hasRootCauseInstanceOf(ResourceInUseException.class)
                    .hasStackTraceContaining("Consumer " + consumer.consumerName() + " with creation timestamp "
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
            assertThatThrownBy(() -> ofRemoved.awaitEnd(PATIENCE))
                    .hasRootCauseInstanceOf(ResourceNotFoundException.class);
            assertThat(ofStaying.isEnded()).isFalse();

            TestStreams.delete(client, "fan-out-ends");
            assertThatThrownBy(() -> ofStaying.awaitEnd(PATIENCE))
                    .hasRootCauseInstanceOf(ResourceNotFoundException.class);
        }
    }
}
