package dev.millrace.protocol.wire;

import java.nio.charset.StandardCharsets;

/**
 * CBOR as AWS writes it: maps and lists of indefinite length, strings of definite length, timestamps as tag 1 with an
 * integer of epoch milliseconds (a float there breaks the SDKs).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>
 */
final class CborWriter implements WireWriter {
    private static final int UNSIGNED = 0x00;
    private static final int NEGATIVE = 0x20;
    private static final int BYTE_STRING = 0x40;
    private static final int TEXT_STRING = 0x60;
    private static final byte INDEFINITE_LIST = (byte) 0x9f;
    private static final byte INDEFINITE_MAP = (byte) 0xbf;
    private static final byte EPOCH_TAG = (byte) 0xc1;
    private static final byte FALSE = (byte) 0xf4;
    private static final byte TRUE = (byte) 0xf5;
    private static final byte BREAK = (byte) 0xff;

    private final GrowingBuffer out;

    CborWriter(int sizeHint) {
        this.out = new GrowingBuffer(sizeHint);
    }

    /** A text string whole, as the names of members are prepared. */
    static byte[] textString(String text) {
        CborWriter writer = new CborWriter(0);
        writer.string(text);
        return writer.finish().toByteArray();
    }

    @Override
    public void beginMap() {
        out.put(INDEFINITE_MAP);
    }

    @Override
    public void endMap() {
        out.put(BREAK);
    }

    @Override
    public void beginList() {
        out.put(INDEFINITE_LIST);
    }

    @Override
    public void endList() {
        out.put(BREAK);
    }

    @Override
    public void name(Member member) {
        out.put(member.cbor);
    }

    @Override
    public void name(String key) {
        string(key);
    }

    @Override
    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        utf8String(utf8, 0, utf8.length);
    }

    @Override
    public void asciiString(byte[] ascii) {
        utf8String(ascii, 0, ascii.length);
    }

    @Override
    public void utf8String(byte[] utf8, int offset, int length) {
        head(TEXT_STRING, length);
        out.put(utf8, offset, length);
    }

    @Override
    public void number(long value) {
        if (value >= 0) {
            head(UNSIGNED, value);
        } else {
            head(NEGATIVE, ~value);
        }
    }

    @Override
    public void bool(boolean value) {
        out.put(value ? TRUE : FALSE);
    }

    @Override
    public void blob(byte[] bytes, int offset, int length) {
        head(BYTE_STRING, length);
        out.put(bytes, offset, length);
    }

    @Override
    public void timestampMillis(long epochMillis) {
        out.put(EPOCH_TAG);
        number(epochMillis);
    }

    @Override
    public EncodedBody finish() {
        return out.finish();
    }

    /** A major type and its argument, in the shortest form. */
    private void head(int majorType, long argument) {
        out.require(9);
        int argumentBytes =
                argument < 24 ? 0 : argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 4 : 8;
        int info = argumentBytes == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(argumentBytes);
        out.bytes[out.length++] = (byte) (majorType | info);
        for (int shift = 8 * (argumentBytes - 1); shift >= 0; shift -= 8) {
            out.bytes[out.length++] = (byte) (argument >>> shift);
        }
    }
}
