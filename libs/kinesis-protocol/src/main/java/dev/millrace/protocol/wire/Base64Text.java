package dev.millrace.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base64 with padding (RFC 4648, section 4), to and from bytes in place. */
final class Base64Text {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final byte PAD = '=';
    /** By byte, as unsigned: its six bits, or -1 for one outside the alphabet. */
    private static final int[] SIX_BITS = sixBits();

    private Base64Text() {}

    static void encode(byte[] source, int offset, int length, GrowingBuffer out) {
        out.require(Math.multiplyExact((length + 2) / 3, 4));
        byte[] target = out.bytes;
        int to = out.length;
        int from = offset;
        for (int end = offset + length / 3 * 3; from < end; from += 3) {
            int bits = (source[from] & 0xff) << 16 | (source[from + 1] & 0xff) << 8 | source[from + 2] & 0xff;
            target[to++] = ALPHABET[bits >>> 18];
            target[to++] = ALPHABET[bits >>> 12 & 0x3f];
            target[to++] = ALPHABET[bits >>> 6 & 0x3f];
            target[to++] = ALPHABET[bits & 0x3f];
        }
        int left = offset + length - from;
        if (left > 0) {
            int bits = (source[from] & 0xff) << 16 | (left == 2 ? (source[from + 1] & 0xff) << 8 : 0);
            target[to++] = ALPHABET[bits >>> 18];
            target[to++] = ALPHABET[bits >>> 12 & 0x3f];
            target[to++] = left == 2 ? ALPHABET[bits >>> 6 & 0x3f] : PAD;
            target[to++] = PAD;
        }
        out.length = to;
    }

    /**
     * The bytes of the text in {@code source[from, to)}, or null when it is not base64 in its one canonical form:
     * padded to a multiple of four, no unused bit set.
     */
    static byte @Nullable [] decode(byte[] source, int from, int to) {
        int count = to - from;
        if (count % 4 != 0) {
            return null;
        }
        if (count == 0) {
            return new byte[0];
        }
        int pads = source[to - 1] != PAD ? 0 : source[to - 2] != PAD ? 1 : 2;
        byte[] bytes = new byte[count / 4 * 3 - pads];
        int at = 0;
        int in = from;
        int invalid = 0;
        for (int end = pads == 0 ? to : to - 4; in < end; in += 4) {
            int bits = SIX_BITS[source[in] & 0xff] << 18
                    | SIX_BITS[source[in + 1] & 0xff] << 12
                    | SIX_BITS[source[in + 2] & 0xff] << 6
                    | SIX_BITS[source[in + 3] & 0xff];
            invalid |= bits;
            bytes[at++] = (byte) (bits >> 16);
            bytes[at++] = (byte) (bits >> 8);
            bytes[at++] = (byte) bits;
        }
        if (pads > 0) {
            int third = pads == 1 ? SIX_BITS[source[in + 2] & 0xff] : 0;
            int bits = SIX_BITS[source[in] & 0xff] << 18 | SIX_BITS[source[in + 1] & 0xff] << 12 | third << 6;
            invalid |= bits;
            bytes[at++] = (byte) (bits >> 16);
            if (pads == 1) {
                bytes[at] = (byte) (bits >> 8);
            }
            if ((bits & (pads == 1 ? 0xff : 0xffff)) != 0) {
                return null;
            }
        }
        // One byte outside the alphabet makes its group, and so the union of all, negative.
        return invalid < 0 ? null : bytes;
    }

    /** What is wrong with a text that {@link #decode} refused, in the words of AWS. */
    static String fault(String text) {
        if (text.length() % 4 != 0) {
            return "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length();
        }
        int end = text.endsWith("==") ? text.length() - 2 : text.endsWith("=") ? text.length() - 1 : text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= SIX_BITS.length || SIX_BITS[c] < 0) {
                return "Invalid Base64 character: '" + c + "'";
            }
        }
        // The misspelling is the service's own.
        return "Invalid last non-pad Base64 character dectected";
    }

    private static int[] sixBits() {
        int[] bits = new int[256];
        Arrays.fill(bits, -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            bits[ALPHABET[i]] = i;
        }
        return bits;
    }
}
