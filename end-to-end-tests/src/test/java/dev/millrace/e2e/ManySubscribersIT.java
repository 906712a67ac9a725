package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.RecordId;
import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.stack.WithoutLimits;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.Deliveries;
import dev.millrace.e2e.workload.FanOutReader;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.Subscriber;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/** Many subscriptions at once, and one whose client does not read: what they cost the others. */
@ExtendWith(SharedStack.class)
class ManySubscribersIT {
    private static final int CONSUMERS = 20;
    private static final int SHARDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration SILENCE = Duration.ofSeconds(Boolean.getBoolean("e2e.long") ? 60 : 10);
    private static final int LARGE_RECORD = 50_000;
    private static final Duration BETWEEN_PUTS = Duration.ofMillis(100);

    /** One event on each hop, a frame in the gateway, and the window of HTTP/2 that the client grants. */
    private static final long MOST_UNDER_WAY = 4_000_000;

    private static final StartingPosition LATEST =
            StartingPosition.builder().type(ShardIteratorType.LATEST).build();

    private static List<PutRecordsResultEntry> put(
            KinesisClient client, String stream, List<PutRecordsRequestEntry> entries) {
        PutRecordsResponse answer =
                client.putRecords(request -> request.streamName(stream).records(entries));
        assertThat(answer.failedRecordCount()).isZero();
        return answer.records();
    }

    private static PutRecordsRequestEntry entry(String key, byte[] data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromByteArray(data))
                .build();
    }

    @Test
    void twoHundredSubscriptionsOfAStreamAllGetEveryRecord(@WithoutLimits StackProcess stack) {
        String stream = "crowd";
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient subscriptions = Clients.h2c(stack.access())) {
            TestStreams.create(client, stream, SHARDS);
            List<String> names = IntStream.range(0, CONSUMERS)
                    .mapToObj(number -> "consumer-" + number)
                    .toList();
            List<FanOutReader> readers = TestConsumers.register(client, stream, names).stream()
                    .map(arn -> FanOutReader.start(client, subscriptions, stream, arn))
                    .toList();
            try {
                for (int batch = 0; batch < 10; batch++) {
                    int number = batch;
                    put(
                            client,
                            stream,
                            IntStream.range(0, 500)
                                    .mapToObj(i -> entry("key-" + i, new RecordId(number, i).toData(100)))
                                    .toList());
                }
                Map<String, List<StoredRecord>> stored = ShardReads.readAll(client, stream);
                assertThat(stored)
                        .hasSize(SHARDS)
                        .allSatisfy((shard, records) -> assertThat(records).isNotEmpty());

                for (FanOutReader reader : readers) {
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(reader.check(stored)).isEmpty());
                }
                // None has ended and come back: all of them stand at the same time.
                assertThat(readers).extracting(FanOutReader::subscriptions).containsOnly(SHARDS);
            } finally {
                readers.forEach(FanOutReader::close);
            }
            TestStreams.delete(client, stream);
        }
    }

    @Test
    void aSubscriberThatStopsReadingHoldsLittleDelaysNobodyAndMissesNothing(@WithoutLimits StackProcess stack)
            throws Exception {
        String stream = "stalled";
        String shard = "shardId-000000000000";
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient slowClient = Clients.h2cOfSlowReader(stack.access());
                KinesisAsyncClient quickClient = Clients.h2c(stack.access())) {
            TestStreams.create(client, stream, 1);
            List<String> consumers = TestConsumers.register(client, stream, List.of("slow", "quick"));
            Deliveries toSlow = new Deliveries();
            Deliveries toQuick = new Deliveries();
            Subscriber slow = Subscriber.to(slowClient, consumers.get(0), shard, LATEST, toSlow)
                    .awaitStart();
            Subscriber quick = Subscriber.to(quickClient, consumers.get(1), shard, LATEST, toQuick)
                    .awaitStart();

            slow.pause();
            List<String> put = putFor(SILENCE, client, stream);
            long resumedAt = System.currentTimeMillis();
            int taken = toSlow.count();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(toQuick.sequenceNumbers()).isEqualTo(put));
            slow.resume();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(toSlow.sequenceNumbers()).isEqualTo(put));

            // Whoever had to wait for the slow one would have waited for all of its silence.
            assertThat(toQuick.longestDelay()).isLessThan(SILENCE);
            long underWay = toSlow.bytesMadeBefore(resumedAt);
            System.out.printf(
                    "%d of %d records taken at once, %d KB of %d KB under way; the other waited %d ms at most%n",
                    taken,
                    put.size(),
                    underWay / 1000,
                    (long) put.size() * LARGE_RECORD / 1000,
                    toQuick.longestDelay().toMillis());
            assertThat(underWay).isLessThan(MOST_UNDER_WAY);
            slow.cancel();
            quick.cancel();
            TestStreams.delete(client, stream);
        }
    }

    /** Some megabytes a second that cannot be compressed. */
    private static List<String> putFor(Duration duration, KinesisClient client, String stream) {
        Random random = new Random(1);
        List<String> numbers = new ArrayList<>();
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - until < 0) {
            List<PutRecordsRequestEntry> entries = IntStream.range(0, 10)
                    .mapToObj(i -> {
                        byte[] data = new byte[LARGE_RECORD];
                        random.nextBytes(data);
                        return entry("key", data);
                    })
                    .toList();
            put(client, stream, entries).forEach(result -> numbers.add(result.sequenceNumber()));
            LockSupport.parkNanos(BETWEEN_PUTS.toNanos());
        }
        return numbers;
    }
}
