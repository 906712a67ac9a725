package dev.millrace.protocol.wire;

import java.util.Arrays;

/** Bytes written so far, in one array that at least doubles when it is full. */
final class GrowingBuffer {
    private static final int SMALLEST = 64;
    /** What every Java machine can allocate. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    byte[] bytes;
    int length;

    GrowingBuffer(int sizeHint) {
        this.bytes = new byte[Math.max(SMALLEST, sizeHint)];
    }

    /** Makes room for that many more bytes, which the caller then writes from {@link #length} on. */
    void require(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    void put(byte value) {
        require(1);
        bytes[length++] = value;
    }

    void put(byte[] source) {
        put(source, 0, source.length);
    }

    void put(byte[] source, int offset, int count) {
        require(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Writes the digits of a number of any sign. */
    void putDecimal(long value) {
        if (value == Long.MIN_VALUE) {
            putAscii(Long.toString(value));
            return;
        }
        if (value < 0) {
            put((byte) '-');
        }
        putDigits(Math.abs(value), 1);
    }

    /** Writes a number that is not negative with at least that many digits. */
    void putDigits(long value, int atLeast) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, atLeast);
        require(digits);
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void putAscii(String text) {
        int count = text.length();
        require(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
    }

    EncodedBody finish() {
        return new EncodedBody(bytes, length);
    }

    private void grow(int more) {
        long needed = (long) length + more;
        if (needed > LARGEST) {
            throw new IllegalStateException("a body of more than " + LARGEST + " bytes");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
    }
}
