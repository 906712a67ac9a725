package dev.millrace.key;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What was encrypted under a named key. It says under which one, so callers that decrypt need not know.
 *
 * <pre>
 *  format = 1 │ key id (16) │ key version (4) │ nonce (12) │ content, encrypted │ tag (16)
 *  ╰────────────────── head (21) ─────────────────╯
 * </pre>
 *
 * The head and the encryption context are authenticated with the content.
 *
 * @param keyVersion which of the key's materials was used; from 1 on
 * @param sealed nonce, content and tag; never written to
 */
public record KeyCiphertext(String keyId, int keyVersion, byte[] sealed) {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES;
    private static final int LEAST_SEALED_BYTES = 12 + 16;

    /**
     * Reads a ciphertext.
     *
     * @throws KeyException InvalidCiphertext if it is none
     */
    public static KeyCiphertext parse(byte[] bytes) {
        if (bytes.length < HEAD_BYTES + LEAST_SEALED_BYTES || bytes[0] != FORMAT) {
            throw KeyErrors.invalidCiphertext();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        String keyId = new UUID(buffer.getLong(), buffer.getLong()).toString();
        int keyVersion = buffer.getInt();
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new KeyCiphertext(keyId, keyVersion, sealed);
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(head(keyId, keyVersion))
                .put(sealed)
                .array();
    }

    /** What is authenticated besides the content. */
    public static byte[] associatedData(String keyId, int keyVersion, EncryptionContext context) {
        byte[] canonical = context.canonical();
        return ByteBuffer.allocate(HEAD_BYTES + canonical.length)
                .put(head(keyId, keyVersion))
                .put(canonical)
                .array();
    }

    private static byte[] head(String keyId, int keyVersion) {
        UUID id = UUID.fromString(keyId);
        return ByteBuffer.allocate(HEAD_BYTES)
                .put(FORMAT)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(keyVersion)
                .array();
    }
}
