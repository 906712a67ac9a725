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
    /** By character below 128: 0 as it is, 'u' as a \\u00xx escape, else the letter after the backslash. */
    private static final byte[] ESCAPES = escapes();

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
        separate();
        out.put((byte) '"');
        int count = value.length();
        // The most a character can take is an escape's six bytes; long texts reserve as they go instead.
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            out.require(6);
            if (c < 0x80) {
                putAscii((byte) c);
            } else if (c < 0x800) {
                out.bytes[out.length++] = (byte) (0xc0 | c >> 6);
                out.bytes[out.length++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                out.bytes[out.length++] = (byte) (0xe0 | c >> 12);
                out.bytes[out.length++] = (byte) (0x80 | c >> 6 & 0x3f);
                out.bytes[out.length++] = (byte) (0x80 | c & 0x3f);
            } else if (i + 1 < count && Character.isSurrogatePair(c, value.charAt(i + 1))) {
                putSupplementary(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                putUnicodeEscape(c);
            }
        }
        endString();
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
        for (int i = offset; i < end; i++) {
            if (utf8[i] >= 0 && ESCAPES[utf8[i]] != 0) {
                out.put(utf8, copied, i - copied);
                out.require(6);
                putAscii(utf8[i]);
                copied = i + 1;
            }
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

    /** Writes one ASCII character; room for six bytes is there. */
    private void putAscii(byte c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            out.bytes[out.length++] = c;
        } else if (escape == 'u') {
            putUnicodeEscape((char) c);
        } else {
            out.bytes[out.length++] = '\\';
            out.bytes[out.length++] = escape;
        }
    }

    private void putSupplementary(int codePoint) {
        out.bytes[out.length++] = (byte) (0xf0 | codePoint >> 18);
        out.bytes[out.length++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        out.bytes[out.length++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        out.bytes[out.length++] = (byte) (0x80 | codePoint & 0x3f);
    }

    /** Also for half of a surrogate pair, which UTF-8 cannot hold. */
    private void putUnicodeEscape(char c) {
        out.bytes[out.length++] = '\\';
        out.bytes[out.length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.bytes[out.length++] = HEX[c >> shift & 0xf];
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = 'u';
        }
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
