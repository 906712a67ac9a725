package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenResponseTest {
    private static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant CLOSED = CREATED.plusSeconds(60);
    private static final StreamName NAME = new StreamName("orders");
    private static final StreamArn ARN = new StreamArn("aws", "us-east-1", "000000000000", NAME);
    private static final SequenceNumber NUMBER = new SequenceNumber(1_700_000_000, 5, 1, 1_700_000_123);
    private static final List<HashKeyRange> HALVES = HashKeyRange.uniform(2);
    private static final Shard LOW = closed(0);
    private static final Shard HIGH = closed(1);
    private static final Shard MERGED = new Shard(
            2, HashKeyRange.ALL, OptionalInt.of(0), OptionalInt.of(1), CLOSED.plusSeconds(1), Optional.empty());
    private static final Consumer CONSUMER =
            new Consumer("billing", ARN + "/consumer/billing:1700000000", Consumer.ConsumerStatus.ACTIVE, CREATED);
    private static final BillingCommitment COMMITMENT = new BillingCommitment(
            BillingCommitment.Status.ENABLED, CREATED, CREATED.plusMillis(1), CREATED.plusMillis(20));
    private static final List<Tag> TAGS = List.of(new Tag("team", "payments"), new Tag("empty", ""));
    private static final WarmThroughput WARM = new WarmThroughput(200, 100);
    private static final EnhancedMonitoringResponse METRICS =
            new EnhancedMonitoringResponse(ARN, List.of(), List.of("IncomingBytes", "IncomingRecords"));

    static Stream<Arguments> responses() {
        return Stream.of(
                arguments("DescribeAccountSettings", "response", new DescribeAccountSettingsResponse(COMMITMENT)),
                arguments("DescribeLimits", "response", new DescribeLimitsResponse(500, 24, 0, 50)),
                arguments("DescribeStream", "response", describedStream()),
                arguments("DescribeStreamConsumer", "response", new DescribeStreamConsumerResponse(CONSUMER, ARN)),
                arguments("DescribeStreamSummary", "response", summarizedStream()),
                arguments("DisableEnhancedMonitoring", "response", METRICS),
                arguments("EnableEnhancedMonitoring", "response", METRICS),
                arguments(
                        "GetRecords",
                        "response",
                        new GetRecordsResponse(
                                records(EncryptionType.NONE, EncryptionType.KMS), "AAAA", 2001, List.of())),
                arguments(
                        "GetRecords",
                        "last-response",
                        new GetRecordsResponse(OutgoingRecords.NONE, null, 0, List.of(ChildShard.of(MERGED)))),
                arguments("GetResourcePolicy", "response", new GetResourcePolicyResponse("{}")),
                arguments("GetShardIterator", "response", new GetShardIteratorResponse("AAAA")),
                arguments("ListShards", "response", new ListShardsResponse(List.of(LOW, HIGH, MERGED), "AAAA")),
                arguments(
                        "ListStreamConsumers", "response", new ListStreamConsumersResponse(List.of(CONSUMER), "AAAA")),
                arguments(
                        "ListStreams",
                        "response",
                        new ListStreamsResponse(
                                List.of(new StreamSummary(ARN, StreamStatus.ACTIVE, StreamMode.ON_DEMAND, CREATED)),
                                true,
                                "AAAA")),
                arguments("ListTagsForResource", "response", new ListTagsForResourceResponse(TAGS)),
                arguments("ListTagsForStream", "response", new ListTagsForStreamResponse(TAGS, true)),
                arguments(
                        "PutRecord",
                        "response",
                        new PutRecordResponse(new ShardId(5), NUMBER.toString(), EncryptionType.KMS)),
                arguments("PutRecords", "response", putRecords()),
                arguments("RegisterStreamConsumer", "response", new RegisterStreamConsumerResponse(CONSUMER)),
                arguments(
                        "SubscribeToShard",
                        "event",
                        new SubscribeToShardEvent(records(EncryptionType.NONE), NUMBER.toString(), 0, List.of())),
                arguments(
                        "SubscribeToShard",
                        "last-event",
                        new SubscribeToShardEvent(OutgoingRecords.NONE, null, 0, List.of(ChildShard.of(MERGED)))),
                arguments("UpdateAccountSettings", "response", new UpdateAccountSettingsResponse(COMMITMENT)),
                arguments("UpdateShardCount", "response", new UpdateShardCountResponse(ARN, 2, 4)),
                arguments("UpdateStreamWarmThroughput", "response", new UpdateStreamWarmThroughputResponse(ARN, WARM)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("responses")
    void isWrittenAsAwsWritesIt(String operation, String kind, KinesisResponse response) {
        assertThat(new String(response.encode(WireFormat.JSON).toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(new String(GoldenFiles.read(operation, kind, WireFormat.JSON), StandardCharsets.UTF_8));
        assertThat(response.encode(WireFormat.CBOR).toByteArray())
                .asHexString()
                .isEqualToIgnoringCase(hex(GoldenFiles.read(operation, kind, WireFormat.CBOR)));
    }

    @Test
    void anOperationWithoutOutputHasAnEmptyBody() {
        assertThat(KinesisResponse.NONE.encode(WireFormat.JSON).length()).isZero();
        assertThat(KinesisResponse.NONE.encode(WireFormat.CBOR).length()).isZero();
    }

    @Test
    void aShardNeitherEndsWithoutChildrenNorGoesOnWithThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GetRecordsResponse(OutgoingRecords.NONE, null, 0, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubscribeToShardEvent(
                        OutgoingRecords.NONE, NUMBER.toString(), 0, List.of(ChildShard.of(MERGED))));
    }

    @Test
    void theSizeHintOfRecordsSavesEveryCopy() {
        GetRecordsResponse response = new GetRecordsResponse(
                records(EncryptionType.KMS, EncryptionType.KMS, EncryptionType.KMS), "A".repeat(300), 0, List.of());
        for (WireFormat format : WireFormat.values()) {
            assertThat(response.encode(format).length()).isLessThan(response.sizeHint(format));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Shard closed(int index) {
        return new Shard(
                index, HALVES.get(index), OptionalInt.empty(), OptionalInt.empty(), CREATED, Optional.of(CLOSED));
    }

    private static DescribeStreamResponse describedStream() {
        return new DescribeStreamResponse(
                ARN,
                StreamStatus.ACTIVE,
                StreamMode.PROVISIONED,
                List.of(LOW, HIGH, MERGED),
                false,
                24,
                CREATED,
                List.of(),
                EncryptionType.NONE,
                null);
    }

    private static DescribeStreamSummaryResponse summarizedStream() {
        return new DescribeStreamSummaryResponse(
                ARN,
                StreamStatus.UPDATING,
                StreamMode.PROVISIONED,
                8760,
                CREATED,
                List.of("IncomingBytes"),
                EncryptionType.KMS,
                "alias/orders",
                4,
                2,
                1024,
                WARM,
                RecordDistributionStrategy.USER_PARTITION_KEY);
    }

    private static PutRecordsResponse putRecords() {
        return new PutRecordsResponse(
                List.of(
                        new PutRecordsResult.Stored(NUMBER.toString(), new ShardId(5)),
                        PutRecordsResult.Failed.of(ShardErrors.rateExceeded(new ShardId(5), NAME, "000000000000"))),
                EncryptionType.NONE);
    }

    private static OutgoingRecords records(EncryptionType... encryption) {
        byte[] data = {'h', 'e', 'l', 'l', 'o', ' ', 0, (byte) 0xff, ' ', 'w', 'i', 'r', 'e'};
        byte[] key = "Zürich/😀 \"q\"\\\n".getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[100];
        System.arraycopy(data, 0, block, 10, data.length);
        System.arraycopy(key, 0, block, 50, key.length);
        return new OutgoingRecords() {
            @Override
            public void writeTo(WireWriter out) {
                byte[] number = NUMBER.toString().getBytes(StandardCharsets.US_ASCII);
                for (EncryptionType each : encryption) {
                    RecordWriter.write(
                            out, number, 1_700_000_123_456L, block, 10, data.length, block, 50, key.length, each);
                }
            }

            @Override
            public int count() {
                return encryption.length;
            }

            @Override
            public long bytes() {
                return (long) encryption.length * (data.length + key.length);
            }
        };
    }
}
