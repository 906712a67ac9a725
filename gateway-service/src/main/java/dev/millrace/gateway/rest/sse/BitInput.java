package dev.millrace.gateway.rest.sse;

/** Reads what {@link BitOutput} wrote. */
final class BitInput {
    private final byte[] bytes;
    private int position;

    BitInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException at the end */
    long read(int bits) {
        if (bits > remaining()) {
            throw new IllegalArgumentException("too short");
        }
        long value = 0;
        for (int i = 0; i < bits; i++) {
            value = value << 1 | bytes[position / Byte.SIZE] >> 7 - position % Byte.SIZE & 1;
            position++;
        }
        return value;
    }

    long readSmall() {
        int zeros = 0;
        while (read(1) == 0) {
            zeros++;
        }
        if (zeros >= Long.SIZE - 1) {
            throw new IllegalArgumentException("too large");
        }
        return (1L << zeros | read(zeros)) - 1;
    }

    int remaining() {
        return bytes.length * Byte.SIZE - position;
    }
}
