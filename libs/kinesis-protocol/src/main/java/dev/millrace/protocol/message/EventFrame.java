package dev.millrace.protocol.message;

import dev.millrace.protocol.error.ErrorWriter;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * One message of an event stream, big-endian:
 *
 * <pre>
 *  bytes  4         4          4            headers length     ...      4
 *       ┌─────────┬──────────┬────────────┬──────────────────┬─────────┬────────────┐
 *       │ total   │ headers  │ CRC32 of   │ headers          │ payload │ CRC32 of   │
 *       │ length  │ length   │ both       │                  │         │ all before │
 *       └─────────┴──────────┴────────────┴──────────────────┴─────────┴────────────┘
 *
 *  a header  1        n      1            2              m
 *          ┌────────┬──────┬────────────┬──────────────┬───────┐
 *          │ name   │ name │ 7 (string) │ value length │ value │
 *          │ length │      │            │              │       │
 *          └────────┴──────┴────────────┴──────────────┴───────┘
 * </pre>
 *
 * The answer to SubscribeToShard is an {@link #initialResponse}, then any number of {@link #event}, and at its end, if it
 * fails, an {@link #exception}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
public final class EventFrame {
    /** The content type of an answer that is made of frames. */
    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final byte STRING = 7;

    private EventFrame() {}

    /** The first frame: the subscription stands. */
    public static byte[] initialResponse(WireFormat format) {
        WireWriter out = format.newWriter(2);
        out.beginMap();
        out.endMap();
        return frame(headers("initial-response", format), out.finish());
    }

    /** An event in the format of the request. */
    public static byte[] event(SubscribeToShardEvent event, WireFormat format) {
        return frame(headers("SubscribeToShardEvent", format), event.encode(format));
    }

    /** The error that ends the stream. */
    public static byte[] exception(KinesisException error, WireFormat format) {
        Map<String, String> headers = Map.of(
                ":message-type", "exception",
                ":exception-type", error.type().wireName(),
                ":content-type", contentType(format));
        return frame(headers, ErrorWriter.eventPayload(error, format));
    }

    private static Map<String, String> headers(String type, WireFormat format) {
        return Map.of(":message-type", "event", ":event-type", type, ":content-type", contentType(format));
    }

    /** Not the content type of a body: AWS names plain JSON here. */
    private static String contentType(WireFormat format) {
        return format == WireFormat.JSON ? "application/json" : format.contentType();
    }

    private static byte[] frame(Map<String, String> headers, EncodedBody payload) {
        byte[] encoded = encode(headers);
        byte[] bytes = new byte[PRELUDE + encoded.length + payload.length() + CHECKSUM];
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        frame.putInt(bytes.length).putInt(encoded.length);
        frame.putInt(checksum(bytes, frame.position()));
        frame.put(encoded).put(payload.array(), 0, payload.length());
        frame.putInt(checksum(bytes, frame.position()));
        return bytes;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] encode(Map<String, String> headers) {
        // Sorted, so that a frame has one form; ASCII throughout, so that characters are bytes.
        Map<String, String> sorted = new TreeMap<>(headers);
        int size = 0;
        for (Map.Entry<String, String> header : sorted.entrySet()) {
            size += 4 + header.getKey().length() + header.getValue().length();
        }
        ByteBuffer encoded = ByteBuffer.allocate(size);
        sorted.forEach((name, value) -> encoded.put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(STRING)
                .putShort((short) value.length())
                .put(value.getBytes(StandardCharsets.US_ASCII)));
        return encoded.array();
    }
}
