package dev.millrace.block;

import java.nio.ByteBuffer;

/** Non-negative integers in 1 to 5 bytes, seven bits each, least significant first. */
final class Varint {
    static final int MAX_BYTES = 5;

    private Varint() {}

    static int size(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    static int write(byte[] target, int at, int value) {
        int position = at;
        int rest = value;
        while (rest > 0x7f) {
            target[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[position++] = (byte) rest;
        return position;
    }

    static int read(ByteBuffer source) {
        int value = 0;
        for (int shift = 0; shift < 7 * MAX_BYTES; shift += 7) {
            if (!source.hasRemaining()) {
                throw new MalformedBlockException("a number is cut off");
            }
            byte part = source.get();
            value |= (part & 0x7f) << shift;
            if (part >= 0) {
                if (value < 0 || shift == 28 && part > 7) {
                    throw new MalformedBlockException("a number is too large");
                }
                return value;
            }
        }
        throw new MalformedBlockException("a number is too long");
    }
}
