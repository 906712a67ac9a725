package dev.millrace.gateway.rest.sse;

import java.util.Arrays;

/** Bits one after the other, the highest of each number first. */
final class BitOutput {
    private byte[] bytes = new byte[64];
    private int length;

    /** @param bits how many of the lowest, at most 63 */
    void write(long value, int bits) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            if (length == bytes.length * Byte.SIZE) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            if ((value >>> bit & 1) != 0) {
                bytes[length / Byte.SIZE] |= (byte) (0x80 >>> length % Byte.SIZE);
            }
            length++;
        }
    }

    /** A number from 0 on, in the fewer bits the smaller it is: one for 0, three for 1 and 2 (Elias gamma). */
    void writeSmall(long value) {
        int digits = Long.SIZE - Long.numberOfLeadingZeros(value + 1);
        write(0, digits - 1);
        write(value + 1, digits);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, (length + Byte.SIZE - 1) / Byte.SIZE);
    }
}
