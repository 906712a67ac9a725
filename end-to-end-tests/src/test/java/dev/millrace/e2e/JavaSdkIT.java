package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Every operation of the running core through the AWS SDK for Java 2, in four set-ups. */
@ExtendWith(SharedStack.class)
class JavaSdkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BigInteger LAST_HASH_KEY = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

    @ParameterizedTest
    @EnumSource
    void createsDescribesListsAndDeletesStreams(Clients kind, StackProcess stack) {
        String stream = streamName("life", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 3);
            StreamDescriptionSummary summary = client.describeStreamSummary(request -> request.streamName(stream))
                    .streamDescriptionSummary();
            assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
            assertThat(summary.openShardCount()).isEqualTo(3);
            assertThat(summary.retentionPeriodHours()).isEqualTo(24);
            assertThat(summary.streamARN()).isEqualTo(arn(stream));
            assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
            assertThat(summary.encryptionType()).isEqualTo(EncryptionType.NONE);
            assertThat(summary.streamCreationTimestamp())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));

            StreamDescription description = client.describeStream(request -> request.streamARN(arn(stream)))
                    .streamDescription();
            assertThat(description.hasMoreShards()).isFalse();
            requireTiling(description.shards());
            assertThat(client.listStreams(request -> request.limit(100)).streamNames())
                    .contains(stream);
            // One call a second, for all tests together.
            assertThat(await().atMost(PATIENCE)
                            .ignoreException(LimitExceededException.class)
                            .until(() -> client.describeLimits().openShardCount(), count -> count != null))
                    .isGreaterThanOrEqualTo(3);

            TestStreams.delete(client, stream);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsShardsInPagesAndThroughFilters(Clients kind, StackProcess stack) {
        String stream = streamName("pages", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 5);
            ListShardsResponse first =
                    client.listShards(request -> request.streamName(stream).maxResults(2));
            ListShardsResponse second = client.listShards(
                    request -> request.nextToken(first.nextToken()).maxResults(2));
            ListShardsResponse third = client.listShards(request -> request.nextToken(second.nextToken()));
            assertThat(third.nextToken()).isNull();
            assertThat(List.of(first, second, third).stream().flatMap(page -> page.shards().stream()))
                    .extracting(Shard::shardId)
                    .containsExactlyElementsOf(IntStream.range(0, 5)
                            .mapToObj(i -> String.format(Locale.ROOT, "shardId-%012d", i))
                            .toList());
            for (ShardFilterType type : List.of(
                    ShardFilterType.AT_LATEST, ShardFilterType.AT_TRIM_HORIZON, ShardFilterType.FROM_TRIM_HORIZON)) {
                requireTiling(client.listShards(
                                request -> request.streamName(stream).shardFilter(filter -> filter.type(type)))
                        .shards());
            }
            assertThat(client.listShards(request -> request.streamName(stream)
                                    .shardFilter(filter -> filter.type(ShardFilterType.AFTER_SHARD_ID)
                                            .shardId("shardId-000000000002")))
                            .shards())
                    .hasSize(2);
            client.deleteStream(request -> request.streamName(stream));
        }
    }

    @ParameterizedTest
    @EnumSource
    void putsAndGetsRecordsByteForByte(Clients kind, StackProcess stack) {
        String stream = streamName("data", kind);
        byte[] everyByte = new byte[256];
        IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            PutRecordResponse one = client.putRecord(request ->
                    request.streamName(stream).partitionKey("käse \"日本\" 🧀").data(SdkBytes.fromByteArray(everyByte)));
            PutRecordResponse ordered = client.putRecord(request -> request.streamARN(arn(stream))
                    .partitionKey("ordered")
                    .explicitHashKey(LAST_HASH_KEY.toString())
                    .sequenceNumberForOrdering(one.sequenceNumber())
                    .data(SdkBytes.fromByteArray(new byte[0])));
            PutRecordsResponse many = client.putRecords(request -> request.streamName(stream)
                    .records(IntStream.range(0, 100)
                            .mapToObj(i -> PutRecordsRequestEntry.builder()
                                    .partitionKey("many-" + i)
                                    .data(SdkBytes.fromUtf8String("data " + i))
                                    .build())
                            .toList()));
            assertThat(many.failedRecordCount()).isZero();
            assertThat(many.records())
                    .extracting(PutRecordsResultEntry::sequenceNumber)
                    .isSortedAccordingTo((a, b) -> new BigInteger(a).compareTo(new BigInteger(b)));

            List<Record> records = ShardReads.readShard(client, stream, one.shardId());
            assertThat(records).hasSize(102);
            assertThat(records.get(0).data().asByteArray()).isEqualTo(everyByte);
            assertThat(records.get(0).partitionKey()).isEqualTo("käse \"日本\" 🧀");
            assertThat(records.get(0).sequenceNumber()).isEqualTo(one.sequenceNumber());
            assertThat(records.get(1).data().asByteArray()).isEmpty();
            assertThat(records.get(1).sequenceNumber()).isEqualTo(ordered.sequenceNumber());
            assertThat(records.get(101).data().asUtf8String()).isEqualTo("data 99");
            assertThat(records)
                    .allSatisfy(record -> assertThat(record.approximateArrivalTimestamp())
                            .isBetween(
                                    Instant.now().minusSeconds(60),
                                    Instant.now().plusSeconds(5)));
            client.deleteStream(request -> request.streamName(stream));
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsAnywhereInAShard(Clients kind, StackProcess stack) {
        String stream = streamName("start", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            TestStreams.create(client, stream, 1);
            String first = put(client, stream, "first");
            Instant between = await().atMost(PATIENCE)
                    .until(
                            Instant::now,
                            now -> now.isAfter(arrivalOf(client, stream).plusMillis(20)));
            GetShardIteratorRequest.Builder latest =
                    GetShardIteratorRequest.builder().shardIteratorType(ShardIteratorType.LATEST);
            String latestIterator = iterator(client, stream, latest);
            put(client, stream, "second");

            assertThat(read(client, latestIterator)).containsExactly("second");
            assertThat(read(client, iterator(client, stream, at(ShardIteratorType.AT_SEQUENCE_NUMBER, first))))
                    .containsExactly("first", "second");
            assertThat(read(client, iterator(client, stream, at(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first))))
                    .containsExactly("second");
            assertThat(read(
                            client,
                            iterator(
                                    client,
                                    stream,
                                    GetShardIteratorRequest.builder()
                                            .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                                            .timestamp(between))))
                    .containsExactly("second");
            client.deleteStream(request -> request.streamName(stream));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersMistakesAsAwsDoes(Clients kind, StackProcess stack) {
        String stream = streamName("wrong", kind);
        try (KinesisClient client = kind.open(stack.access())) {
            refuses(
                    () -> client.describeStream(request -> request.streamName("no-such-stream")),
                    ResourceNotFoundException.class,
                    "Stream no-such-stream under account " + Access.ACCOUNT + " not found.");
            TestStreams.create(client, stream, 1);
            refuses(
                    () -> client.createStream(
                            request -> request.streamName(stream).shardCount(1)),
                    ResourceInUseException.class,
                    "Stream " + stream + " under account " + Access.ACCOUNT + " already exists.");
            refuses(
                    () -> client.getRecords(request -> request.shardIterator("not-an-iterator")),
                    InvalidArgumentException.class,
                    "Invalid ShardIterator.");
            refuses(
                    () -> iterator(
                            client,
                            stream,
                            GetShardIteratorRequest.builder().shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)),
                    InvalidArgumentException.class,
                    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber");
            refuses(
                    () -> client.getShardIterator(request -> request.streamName(stream)
                            .shardId("shardId-000000000007")
                            .shardIteratorType(ShardIteratorType.LATEST)),
                    ResourceNotFoundException.class,
                    "Shard shardId-000000000007 in stream " + stream + " under account " + Access.ACCOUNT
                            + " does not exist");
            refuses(
                    () -> client.putRecord(request -> request.streamName(stream)
                            .partitionKey("key")
                            .explicitHashKey(LAST_HASH_KEY.add(BigInteger.ONE).toString())
                            .data(SdkBytes.fromUtf8String("x"))),
                    InvalidArgumentException.class,
                    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1].");
            refuses(
                    () -> client.putRecord(request ->
                            request.streamName(stream).partitionKey("").data(SdkBytes.fromUtf8String("x"))),
                    KinesisException.class,
                    "1 validation error detected: Value '' at 'partitionKey' failed to satisfy constraint: "
                            + "Member must have length greater than or equal to 1");
            refuses(
                    () -> client.putRecord(request -> request.streamName(stream)
                            .partitionKey("key")
                            .data(SdkBytes.fromByteArray(new byte[1024 * 1024 + 1]))),
                    KinesisException.class,
                    "Member must have length less than or equal to 1048576");
            client.deleteStream(request -> request.streamName(stream));
        }
    }

    private static void refuses(ThrowingCallable call, Class<? extends KinesisException> type, String text) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(text).satisfies(failure -> {
            KinesisException answer = (KinesisException) failure;
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.requestId()).isNotBlank();
        });
    }

    private static void requireTiling(List<Shard> shards) {
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : shards) {
            assertThat(new BigInteger(shard.hashKeyRange().startingHashKey())).isEqualTo(next);
            next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(LAST_HASH_KEY.add(BigInteger.ONE));
    }

    private static String put(KinesisClient client, String stream, String data) {
        return client.putRecord(request ->
                        request.streamName(stream).partitionKey("key").data(SdkBytes.fromUtf8String(data)))
                .sequenceNumber();
    }

    private static Instant arrivalOf(KinesisClient client, String stream) {
        return ShardReads.readShard(client, stream, "shardId-000000000000")
                .get(0)
                .approximateArrivalTimestamp();
    }

    private static GetShardIteratorRequest.Builder at(ShardIteratorType type, String sequenceNumber) {
        return GetShardIteratorRequest.builder().shardIteratorType(type).startingSequenceNumber(sequenceNumber);
    }

    private static String iterator(KinesisClient client, String stream, GetShardIteratorRequest.Builder start) {
        return client.getShardIterator(
                        start.streamName(stream).shardId("shardId-000000000000").build())
                .shardIterator();
    }

    private static List<String> read(KinesisClient client, String iterator) {
        GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(iterator));
        assertThat(answer.nextShardIterator()).isNotEqualTo(iterator);
        return answer.records().stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    private static String arn(String stream) {
        return "arn:aws:kinesis:us-east-1:" + Access.ACCOUNT + ":stream/" + stream;
    }

    private static String streamName(String purpose, Clients kind) {
        return purpose + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + System.nanoTime();
    }
}
