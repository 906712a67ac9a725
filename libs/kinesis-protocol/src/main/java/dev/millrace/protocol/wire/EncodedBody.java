package dev.millrace.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A finished body: the first {@link #length()} bytes of {@link #array()}. The array is usually longer and belongs to the
 * receiver, who can wrap it without a copy.
 */
public final class EncodedBody {
    /** The body of an operation without output. */
    public static final EncodedBody EMPTY = new EncodedBody(new byte[0], 0);

    private final byte[] array;
    private final int length;

    EncodedBody(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    /** The bytes themselves, not a copy; those from {@link #length()} on mean nothing. */
    public byte[] array() {
        return array;
    }

    /** How many bytes of the array are the body. */
    public int length() {
        return length;
    }

    /** A view of exactly the body. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, 0, length);
    }

    /** A copy of exactly the body. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }
}
