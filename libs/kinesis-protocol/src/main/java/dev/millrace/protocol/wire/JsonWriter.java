package dev.millrace.protocol.wire;

import java.nio.charset.StandardCharsets;

/**
 * JSON into our own buffer. A comma is due before a name or an element whenever a value was just completed, so one flag
 * replaces a stack of contexts.
 */
final class JsonWriter implements WireWriter {
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] HEX = ascii("0123456789abcdef");
    /** How the escape of a control character starts, after the backslash. */
    private static final byte[] CONTROL = ascii("u00");

    private final GrowingBuffer out;
    private boolean commaDue;

    JsonWriter(int sizeHint) {
        this.out = new GrowingBuffer(sizeHint);
    }

    @Override
    public void beginMap() {
        begin('{');
    }

    @Override
    public void endMap() {
        end('}');
    }

    @Override
    public void beginList() {
        begin('[');
    }

    @Override
    public void endList() {
        end(']');
    }

    @Override
    public void name(Member member) {
        separate();
        out.put(member.json);
        commaDue = false;
    }

    @Override
    public void name(String key) {
        string(key);
        out.put((byte) ':');
        commaDue = false;
    }

    @Override
    public void string(String value) {
        // Half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark.
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        utf8String(utf8, 0, utf8.length);
    }

    @Override
    public void asciiString(byte[] ascii) {
        separate();
        out.put((byte) '"');
        out.put(ascii);
        endString();
    }

    @Override
    public void utf8String(byte[] utf8, int offset, int length) {
        separate();
        out.put((byte) '"');
        int end = offset + length;
        int copied = offset;
        for (int at = JsonText.indexOfEscape(utf8, offset, end);
                at < end;
                at = JsonText.indexOfEscape(utf8, copied, end)) {
            out.put(utf8, copied, at - copied);
            putEscaped(utf8[at]);
            copied = at + 1;
        }
        out.put(utf8, copied, end - copied);
        endString();
    }

    @Override
    public void number(long value) {
        separate();
        out.putDecimal(value);
        commaDue = true;
    }

    @Override
    public void bool(boolean value) {
        separate();
        out.put(value ? TRUE : FALSE);
        commaDue = true;
    }

    @Override
    public void blob(byte[] bytes, int offset, int length) {
        separate();
        out.put((byte) '"');
        Base64Text.encode(bytes, offset, length, out);
        endString();
    }

    @Override
    public void timestampMillis(long epochMillis) {
        separate();
        if (epochMillis < 0) {
            out.put((byte) '-');
        }
        out.putDigits(Math.abs(epochMillis / 1000), 1);
        out.put((byte) '.');
        out.putDigits(Math.abs(epochMillis % 1000), 3);
        commaDue = true;
    }

    @Override
    public EncodedBody finish() {
        return out.finish();
    }

    private void begin(char bracket) {
        separate();
        out.put((byte) bracket);
        commaDue = false;
    }

    private void end(char bracket) {
        out.put((byte) bracket);
        commaDue = true;
    }

    private void separate() {
        if (commaDue) {
            out.put((byte) ',');
        }
    }

    private void endString() {
        out.put((byte) '"');
        commaDue = true;
    }

    private void putEscaped(byte c) {
        out.put((byte) '\\');
        switch (c) {
            case '\b' -> out.put((byte) 'b');
            case '\f' -> out.put((byte) 'f');
            case '\n' -> out.put((byte) 'n');
            case '\r' -> out.put((byte) 'r');
            case '\t' -> out.put((byte) 't');
            case '"', '\\' -> out.put(c);
            default -> {
                out.put(CONTROL);
                out.put(HEX[c >> 4]);
                out.put(HEX[c & 0xf]);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
