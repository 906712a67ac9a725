package dev.millrace.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text under construction, one byte for each character; used again and again by one thread. */
final class ByteText {
    /** What a buffer may keep between two uses; a larger one was needed for an odd request only. */
    private static final int KEPT_BYTES = 16 * 1024;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[256];
    private int length;

    ByteText clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[256];
        }
        return this;
    }

    ByteText append(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    @SuppressWarnings("deprecation") // the one way to copy a Latin-1 string's bytes without a second array
    ByteText append(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    ByteText appendHex(byte[] value) {
        ensure(value.length * 2);
        for (byte b : value) {
            bytes[length++] = HEX[(b >> 4) & 0xf];
            bytes[length++] = HEX[b & 0xf];
        }
        return this;
    }

    /** Appends a header's value without outer white space and with inner runs of it as one space. */
    ByteText appendCollapsed(String value) {
        int start = length;
        boolean gap = false;
        ensure(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                gap = length > start;
            } else {
                if (gap) {
                    bytes[length++] = ' ';
                    gap = false;
                }
                bytes[length++] = (byte) c;
            }
        }
        return this;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    void truncate(int newLength) {
        length = newLength;
    }

    /** The last place of the character at or after {@code from}, or -1. */
    int lastIndexOf(char c, int from) {
        for (int i = length - 1; i >= from; i--) {
            if (bytes[i] == (byte) c) {
                return i;
            }
        }
        return -1;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
