package dev.millrace.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the characters that matter in the bytes of a JSON string, eight bytes at a time: subtracting borrows into the top
 * bit of each byte that is below a bound, and the lowest such bit is exact.
 */
final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final byte QUOTE = '"';
    private static final byte BACKSLASH = '\\';
    private static final byte FIRST_PRINTABLE = ' ';

    private JsonText() {}

    /** Where the first quote in {@code bytes[from, to)} stands, or {@code to}. */
    static int indexOfQuote(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long found = equal((long) LONGS.get(bytes, at), QUOTE);
            if (found != 0) {
                return at + firstByte(found);
            }
        }
        while (at < to && bytes[at] != QUOTE) {
            at++;
        }
        return at;
    }

    /** Where the first byte in {@code bytes[from, to)} stands that a JSON string must escape, or {@code to}. */
    static int indexOfEscape(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long found = below(word, FIRST_PRINTABLE) | equal(word, QUOTE) | equal(word, BACKSLASH);
            if (found != 0) {
                return at + firstByte(found);
            }
        }
        while (at < to && !isEscaped(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isEscaped(byte c) {
        return (c >= 0 && c < FIRST_PRINTABLE) || c == QUOTE || c == BACKSLASH;
    }

    private static long equal(long word, byte value) {
        return below(word ^ (EACH * value), (byte) 1);
    }

    private static long below(long word, byte bound) {
        return (word - EACH * bound) & ~word & TOP_BITS;
    }

    private static int firstByte(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
