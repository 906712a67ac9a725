package dev.millrace.gateway.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP/2 by hand, for what no client of it does. */
public final class Http2Bytes {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;
    private static final byte[] CANCEL = {0, 0, 0, 8};

    /** POST / of the authority "a", by HPACK's static table. */
    private static final byte[] POST = {(byte) 0x83, (byte) 0x84, (byte) 0x86, 0x41, 1, 'a'};

    private Http2Bytes() {}

    /** A connection that begins requests on so many streams, with one byte each of a body that is announced as large. */
    public static byte[] beginBodies(int streams, Map<String, String> headers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(out, SETTINGS, 0, 0, new byte[0]);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(POST);
        literal(block, "content-length", "16000000");
        headers.forEach((name, value) -> literal(block, name, value));
        for (int i = 0; i < streams; i++) {
            frame(out, HEADERS, END_HEADERS, stream(i), block.toByteArray());
            frame(out, DATA, 0, stream(i), new byte[] {'{'});
        }
        return out.toByteArray();
    }

    /** The client wants no more of its first streams. */
    public static byte[] reset(int streams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < streams; i++) {
            frame(out, RST_STREAM, 0, stream(i), CANCEL);
        }
        return out.toByteArray();
    }

    private static int stream(int index) {
        return 2 * index + 1;
    }

    /** A header that no table has. */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length >>= 7) {
                block.write(length & 127 | 128);
            }
            block.write(length);
        }
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.writeBytes(ByteBuffer.allocate(9)
                .put(new byte[] {0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags})
                .putInt(stream)
                .array());
        out.writeBytes(payload);
    }
}
