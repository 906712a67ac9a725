package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class EventFrameTest {
    private static final SubscribeToShardEvent EVENT =
            new SubscribeToShardEvent(OutgoingRecords.NONE, "123", 0, List.of());

    @Test
    void anEventIsFramedInTheFormatOfItsRequest() {
        Parsed json = parse(EventFrame.event(EVENT, WireFormat.JSON));
        assertThat(json.headers())
                .containsOnly(
                        Map.entry(":message-type", "event"),
                        Map.entry(":event-type", "SubscribeToShardEvent"),
                        Map.entry(":content-type", "application/json"));
        assertThat(new String(json.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"Records\":[],\"ContinuationSequenceNumber\":\"123\",\"MillisBehindLatest\":0}");
        Parsed cbor = parse(EventFrame.event(EVENT, WireFormat.CBOR));
        assertThat(cbor.headers()).containsEntry(":content-type", "application/x-amz-cbor-1.1");
        assertThat(cbor.payload()).isEqualTo(EVENT.encode(WireFormat.CBOR).toByteArray());
    }

    @Test
    void theInitialResponseIsAnEmptyMap() {
        assertThat(parse(EventFrame.initialResponse(WireFormat.JSON)).payload()).isEqualTo(new byte[] {'{', '}'});
        Parsed cbor = parse(EventFrame.initialResponse(WireFormat.CBOR));
        assertThat(cbor.payload()).isEqualTo(HexFormat.of().parseHex("bfff"));
        assertThat(cbor.headers())
                .containsEntry(":message-type", "event")
                .containsEntry(":event-type", "initial-response");
    }

    @Test
    void anErrorIsAnExceptionWithItsTypeInAHeader() {
        Parsed error = parse(EventFrame.exception(
                ConsumerErrors.subscriptionExists("1", new StreamName("s"), new ShardId(0), "c"), WireFormat.JSON));
        assertThat(error.headers())
                .containsEntry(":message-type", "exception")
                .containsEntry(":exception-type", "ResourceInUseException");
        assertThat(new String(error.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"Another active subscription exists for this consumer:"
                        + " 1:s:shardId-000000000000:c\"}");
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Parsed(Map<String, String> headers, byte[] payload) {}

    /** Takes a frame apart by its picture and checks both sums. */
    private static Parsed parse(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        assertThat(frame.getInt()).isEqualTo(bytes.length);
        int headersLength = frame.getInt();
        assertThat(frame.getInt()).isEqualTo(checksum(bytes, 8));
        Map<String, String> headers = new LinkedHashMap<>();
        while (frame.position() < 12 + headersLength) {
            String name = text(frame, frame.get());
            assertThat(frame.get()).isEqualTo((byte) 7);
            headers.put(name, text(frame, frame.getShort()));
        }
        byte[] payload = new byte[bytes.length - 16 - headersLength];
        frame.get(payload);
        assertThat(frame.getInt()).isEqualTo(checksum(bytes, bytes.length - 4));
        return new Parsed(headers, payload);
    }

    private static String text(ByteBuffer frame, int length) {
        byte[] text = new byte[length];
        frame.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
