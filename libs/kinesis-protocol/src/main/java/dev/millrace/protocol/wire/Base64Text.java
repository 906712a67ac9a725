package dev.millrace.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64 with padding (RFC 4648, section 4). The JDK's coders work on whole vectors, about ten times as fast as a table
 * lookup for each character, which is worth the array and the copy that their interface costs.
 */
final class Base64Text {
    private static final int PAD = '=';

    private Base64Text() {}

    static void encode(byte[] source, int offset, int length, GrowingBuffer out) {
        ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(source, offset, length));
        out.put(encoded.array(), encoded.arrayOffset(), encoded.remaining());
    }

    /**
     * The bytes of the text in {@code source[from, to)}, or null when it is not base64 in its one canonical form:
     * padded to a multiple of four, no unused bit set.
     */
    static byte @Nullable [] decode(byte[] source, int from, int to) {
        int count = to - from;
        if (count % 4 != 0 || hasUnusedBits(source, from, to)) {
            return null;
        }
        try {
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(source, from, count));
            byte[] bytes = decoded.array();
            return bytes.length == decoded.remaining() ? bytes : Arrays.copyOf(bytes, decoded.remaining());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is wrong with a text that {@link #decode} refused, in the words of AWS. */
    static String fault(String text) {
        if (text.length() % 4 != 0) {
            return "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length();
        }
        int end = text.endsWith("==") ? text.length() - 2 : text.endsWith("=") ? text.length() - 1 : text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (sixBits(c) < 0) {
                return "Invalid Base64 character: '" + c + "'";
            }
        }
        // The misspelling is the service's own.
        return "Invalid last non-pad Base64 character dectected";
    }

    /** Whether the character before the padding says more than the bytes that it stands for; the JDK overlooks it. */
    private static boolean hasUnusedBits(byte[] source, int from, int to) {
        if (to == from || source[to - 1] != PAD) {
            return false;
        }
        boolean two = source[to - 2] == PAD;
        return (sixBits(source[to - (two ? 3 : 2)]) & (two ? 0xf : 0x3)) != 0;
    }

    /** What a character of the alphabet stands for, or -1. */
    private static int sixBits(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
