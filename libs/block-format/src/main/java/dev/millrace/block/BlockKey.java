package dev.millrace.block;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * A data key that blocks are sealed with and opened. Thread-safe.
 *
 * <p>Each block has a random nonce, so a key is not for more than some 2<sup>32</sup> of them.
 */
public final class BlockKey {
    private static final int KEY_BYTES = 32;

    private final Aead aead;
    private final byte[] header;

    /**
     * @param plaintext 32 bytes; not kept
     * @param wrapped what says so in a block, at most 65,535 bytes
     */
    public BlockKey(byte[] plaintext, byte[] wrapped) {
        if (plaintext.length != KEY_BYTES || wrapped.length == 0 || wrapped.length > 0xffff) {
            throw new IllegalArgumentException("not a data key for AES-256");
        }
        try {
            this.aead = new AesGcmJce(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        this.header = ByteBuffer.allocate(SealedBlock.FIXED_BYTES + wrapped.length)
                .put((byte) SealedBlock.VERSION)
                .put((byte) SealedBlock.CIPHER)
                .putShort((short) wrapped.length)
                .put(wrapped)
                .array();
    }

    /** Seals a block of version 1, each time to other bytes. */
    public byte[] seal(byte[] block, BlockPlace place) {
        try {
            byte[] ciphertext = aead.encrypt(block, place.associatedData(header, header.length));
            // Tink's ciphertext is an array of its own: one more copy, of what AES has just gone over.
            return ByteBuffer.allocate(header.length + ciphertext.length)
                    .put(header)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals whatever fits into memory", e);
        }
    }

    /**
     * The block of version 1 that was sealed.
     *
     * @throws UnopenableBlockException if it was not sealed with this key for this place
     */
    public byte[] open(SealedBlock sealed, BlockPlace place) {
        try {
            return aead.decrypt(sealed.ciphertext(), sealed.associatedData(place));
        } catch (GeneralSecurityException e) {
            throw new UnopenableBlockException();
        }
    }
}
