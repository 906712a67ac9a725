package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.protocol.wire.WireFormat;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenRequestTest {
    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String SEQUENCE_NUMBER = "49646437577219980142909529521534816942768294565475516498";
    private static final String HASH_KEY = "170141183460469231731687303715884105728";
    private static final Instant TIMESTAMP = Instant.parse("2023-11-14T22:15:23.456Z");
    private static final byte[] DATA = {'h', 'e', 'l', 'l', 'o', ' ', 0, (byte) 0xff, ' ', 'w', 'i', 'r', 'e'};

    @ParameterizedTest
    @EnumSource
    void bothFormatsDecodeToTheSameCompleteAndValidRequest(Operation operation) throws ReflectiveOperationException {
        KinesisRequest json = decode(operation, WireFormat.JSON);
        assertThat(decode(operation, WireFormat.CBOR)).isEqualTo(json).hasSameHashCodeAs(json);
        assertThat(json.operation()).isEqualTo(operation);
        assertThatCode(json::validate).doesNotThrowAnyException();
        for (RecordComponent member : json.getClass().getRecordComponents()) {
            assertThat(member.getAccessor().invoke(json)).as(member.getName()).isNotNull();
        }
    }

    @Test
    void membersLandWhereTheyBelong() {
        assertThat(decode(Operation.PUT_RECORD, WireFormat.CBOR))
                .isEqualTo(
                        new PutRecordRequest("orders", DATA, "Zürich/😀", HASH_KEY, SEQUENCE_NUMBER, STREAM_ARN, true));
        PutRecordsEntry entry = new PutRecordsEntry(DATA, HASH_KEY, "Zürich/😀");
        assertThat(decode(Operation.PUT_RECORDS, WireFormat.JSON))
                .isEqualTo(new PutRecordsRequest(List.of(entry, entry), "orders", STREAM_ARN, true));
        assertThat(decode(Operation.GET_SHARD_ITERATOR, WireFormat.CBOR))
                .isEqualTo(new GetShardIteratorRequest(
                        "orders",
                        "shardId-000000000005",
                        "AT_TIMESTAMP",
                        SEQUENCE_NUMBER,
                        TIMESTAMP,
                        STREAM_ARN,
                        true));
        assertThat(decode(Operation.LIST_SHARDS, WireFormat.JSON))
                .isEqualTo(new ListShardsRequest(
                        "orders",
                        "AAAAAAAAAAFuZXh0",
                        "shardId-000000000005",
                        42,
                        TIMESTAMP,
                        new ShardFilter("AT_TIMESTAMP", "shardId-000000000005", TIMESTAMP),
                        STREAM_ARN));
        assertThat(decode(Operation.CREATE_STREAM, WireFormat.JSON))
                .isEqualTo(new CreateStreamRequest(
                        "orders",
                        42,
                        new StreamModeDetails("ON_DEMAND"),
                        Map.of("team", "payments"),
                        42,
                        1065,
                        "AUTO"));
        assertThat(decode(Operation.DELETE_STREAM, WireFormat.CBOR))
                .isEqualTo(new DeleteStreamRequest("orders", true, STREAM_ARN));
    }

    @Test
    void aRequestShowsNeitherDataNorKeys() {
        assertThat(decode(Operation.PUT_RECORD, WireFormat.JSON).toString()).isEqualTo("PutRecordRequest");
        assertThat(decode(Operation.PUT_RECORDS, WireFormat.JSON).toString()).doesNotContain("rich");
    }

    private static KinesisRequest decode(Operation operation, WireFormat format) {
        byte[] body = GoldenFiles.read(operation.wireName(), "request", format);
        // Somewhere inside a larger array, as a body may be in a receive buffer.
        byte[] around =
                ("\"{" + new String(body, StandardCharsets.ISO_8859_1) + "\"}").getBytes(StandardCharsets.ISO_8859_1);
        return RequestDecoder.decode(operation, format, around, 2, body.length).request();
    }
}
