package dev.millrace.block;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block as an encrypted stream stores it.
 *
 * <pre>
 *  bytes  1         1        2             n           12      m                        16
 *        ┌─────────┬────────┬────────────┬───────────┬───────┬────────────────────────┬─────┐
 *        │ version │ cipher │ length of  │ data key, │ nonce │ block of version 1,    │ tag │
 *        │ = 2     │ = 1    │ wrapped key│ wrapped   │       │ encrypted as a whole   │     │
 *        └─────────┴────────┴────────────┴───────────┴───────┴────────────────────────┴─────┘
 *        ╰─────────────── header ────────────────────╯
 * </pre>
 *
 * Cipher 1 is AES-256-GCM. What is authenticated besides the block: the header, and the block's {@link BlockPlace}, so that rows
 * cannot be swapped, moved to another shard or position, or given another time.
 *
 * <p>It carries the data key that it is sealed with, wrapped under a named key, and so needs nothing else to be opened: there is
 * no table of data keys whose life would have to follow that of records.
 *
 * @see BlockKey
 */
public final class SealedBlock {
    static final int VERSION = 2;
    static final int CIPHER = 1;
    static final int FIXED_BYTES = 4;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final byte[] bytes;
    private final int headerBytes;

    private SealedBlock(byte[] bytes, int headerBytes) {
        this.bytes = bytes;
        this.headerBytes = headerBytes;
    }

    /** Whether stored bytes are a sealed block rather than a plain one. */
    public static boolean isSealed(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
    }

    /**
     * Reads a sealed block's header.
     *
     * @param bytes the whole block; kept, not copied
     * @throws MalformedBlockException if they are not a sealed block of a known cipher
     */
    public static SealedBlock of(byte[] bytes) {
        if (bytes.length < FIXED_BYTES || bytes[0] != VERSION || bytes[1] != CIPHER) {
            throw new MalformedBlockException("not a sealed block that this version knows");
        }
        int headerBytes =
                FIXED_BYTES + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
        if (headerBytes == FIXED_BYTES || bytes.length < headerBytes + NONCE_BYTES + TAG_BYTES) {
            throw new MalformedBlockException("a sealed block is cut off");
        }
        return new SealedBlock(bytes, headerBytes);
    }

    /** The data key that it opens with, wrapped. */
    public byte[] wrappedKey() {
        return Arrays.copyOfRange(bytes, FIXED_BYTES, headerBytes);
    }

    byte[] ciphertext() {
        return Arrays.copyOfRange(bytes, headerBytes, bytes.length);
    }

    byte[] associatedData(BlockPlace place) {
        return place.associatedData(bytes, headerBytes);
    }
}
