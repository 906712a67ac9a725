package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.Subscriber;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

/**
 * Retention in seconds instead of days, which only the configuration of the metadata service can say. Each test has a stack of its
 * own and waits for most of its time, so that it runs beside others.
 */
@Execution(ExecutionMode.CONCURRENT)
class RetentionIT {
    private static final Duration RETENTION = Duration.ofSeconds(12);
    /** Of 15 s: compaction gathers four runs of four before what it finds expired is most of what there is. */
    private static final int ROUNDS_ON_DISK = 24;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String STREAM = "short-lived";
    private static final String SHARD = "shardId-000000000000";
    private static final Map<String, String> SETTINGS = Map.of(
            "MILLRACE_LIMITS", "off",
            "MILLRACE_STREAM_TESTING_DEFAULT_RETENTION", RETENTION.toSeconds() + "s",
            "MILLRACE_SHARD_TESTING_BUCKET_SPAN", "5s",
            "MILLRACE_SHARD_TESTING_SWEEP_INTERVAL", "1s",
            "MILLRACE_SHARD_RETENTION_GRACE", "1s",
            "MILLRACE_CLOCK_TESTING_SETTLING", "0s");

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void nothingPastRetentionIsServedAndNothingInsideItIsMissing() {
        try (StackProcess stack = StackProcess.start("retention", SETTINGS);
                KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 1);
            List<Instant> sentAt = new ArrayList<>();
            Instant end = Instant.now().plus(RETENTION.multipliedBy(2));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                sentAt.add(Instant.now());
                String number = String.valueOf(sentAt.size() - 1);
                client.putRecord(request ->
                        request.streamName(STREAM).partitionKey("key").data(SdkBytes.fromUtf8String(number)));
                Instant horizonBefore = Instant.now().minus(RETENTION);
                List<Record> records = ShardReads.readShard(client, STREAM, SHARD);
                Instant horizonAfter = Instant.now().minus(RETENTION);
                requireExactly(records, sentAt, horizonBefore, horizonAfter);
                return Instant.now().isAfter(end) && sentAt.size() > 20;
            });
        }
    }

    /** With the sweep far away, so that only the reads' own horizon can hide anything. */
    @Test
    void anIncreaseKeepsWhatIsInsideAndBringsNothingBackAndADecreaseHidesAtOnce() throws Exception {
        // It must pass twice, and must not pass from a put to the answer to the next call.
        Duration retention = Duration.ofSeconds(10);
        Map<String, String> settings = Map.of(
                "MILLRACE_LIMITS", "off",
                "MILLRACE_STREAM_TESTING_DEFAULT_RETENTION", retention.toSeconds() + "s",
                "MILLRACE_STREAM_QUOTA_TESTING_MINIMUM_RETENTION", "0h",
                "MILLRACE_SHARD_TESTING_SWEEP_INTERVAL", "1h");
        try (StackProcess stack = StackProcess.start("retention-change", settings);
                KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisAsyncClient subscriptions = Clients.h2c(stack.access())) {
            TestStreams.create(client, STREAM, 1);
            String consumer = TestConsumers.register(client, STREAM, "consumer");
            put(client, "expired");
            await().atMost(PATIENCE).until(() -> texts(client).isEmpty());
            put(client, "inside");
            client.increaseStreamRetentionPeriod(
                    request -> request.streamName(STREAM).retentionPeriodHours(24));
            assertThat(texts(client)).containsExactly("inside");
            Instant pastTheOldRetention = Instant.now().plus(retention).plusSeconds(1);
            await().atMost(PATIENCE).until(() -> {
                assertThat(texts(client)).containsExactly("inside");
                return Instant.now().isAfter(pastTheOldRetention);
            });

            client.decreaseStreamRetentionPeriod(
                    request -> request.streamName(STREAM).retentionPeriodHours(0));
            Subscriber subscriber = Subscriber.to(
                            subscriptions,
                            consumer,
                            SHARD,
                            StartingPosition.builder()
                                    .type(ShardIteratorType.TRIM_HORIZON)
                                    .build())
                    .awaitStart();
            assertThat(texts(client)).isEmpty();
            client.increaseStreamRetentionPeriod(
                    request -> request.streamName(STREAM).retentionPeriodHours(48));
            assertThat(texts(client)).isEmpty();
            put(client, "later");
            assertThat(texts(client)).containsExactly("later");
            await().atMost(PATIENCE).until(() -> !subscriber.data().isEmpty());
            assertThat(subscriber.data()).containsExactly("later");
            subscriber.cancel();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "e2e.long", matches = "true", disabledReason = "takes minutes: -Plong")
    void diskUseOfAConstantlyWrittenStreamStopsGrowing() {
        try (StackProcess stack = StackProcess.start("retention-disk", SETTINGS);
                KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 1);
            List<Long> sizes = new ArrayList<>();
            for (int round = 0; round < ROUNDS_ON_DISK; round++) {
                Instant end = Instant.now().plusSeconds(15);
                while (Instant.now().isBefore(end)) {
                    client.putRecords(request -> request.streamName(STREAM).records(randomEntries()));
                }
                sizes.add(bytesOnDisk(stack.data().resolve("cassandra").resolve("data")));
            }
            System.out.println("bytes of tables on disk, every 15 s: " + sizes);
            long early = sizes.subList(8, 14).stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            long late = sizes.subList(18, 24).stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElseThrow();
            assertThat(late).isLessThan(early * 3 / 2);
        }
    }

    /** Records whose age passed the retention while the read went on may be there or not; all others are certain. */
    private static void requireExactly(
            List<Record> records, List<Instant> sentAt, Instant horizonBefore, Instant horizonAfter) {
        List<Integer> numbers = records.stream()
                .map(record -> Integer.parseInt(record.data().asUtf8String()))
                .toList();
        assertThat(records)
                .allSatisfy(record -> assertThat(record.approximateArrivalTimestamp())
                        .isAfterOrEqualTo(horizonBefore.minusMillis(1)));
        int first = numbers.isEmpty() ? sentAt.size() : numbers.get(0);
        assertThat(numbers)
                .isEqualTo(IntStream.range(first, sentAt.size()).boxed().toList());
        for (int missing = 0; missing < first; missing++) {
            assertThat(sentAt.get(missing))
                    .as("sending of missing record %d", missing)
                    .isBefore(horizonAfter.plusMillis(500));
        }
    }

    private static void put(KinesisClient client, String text) {
        client.putRecord(
                request -> request.streamName(STREAM).partitionKey("key").data(SdkBytes.fromUtf8String(text)));
    }

    private static List<String> texts(KinesisClient client) {
        return ShardReads.readShard(client, STREAM, SHARD).stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    private List<PutRecordsRequestEntry> randomEntries() {
        return IntStream.range(0, 100)
                .mapToObj(i -> {
                    byte[] data = new byte[5000];
                    random.nextBytes(data);
                    return PutRecordsRequestEntry.builder()
                            .partitionKey("key-" + i)
                            .data(SdkBytes.fromByteArray(data))
                            .build();
                })
                .toList();
    }

    private static long bytesOnDisk(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(RetentionIT::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Compacted away while we looked.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
