package dev.millrace.metadata.iam.model;

import dev.millrace.masterkey.MasterKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The secret of an access key as it is stored: sealed under the master key, for that access key alone.
 *
 * @param bytes never written to
 */
public record SealedSecret(ByteBuffer bytes) {
    public SealedSecret {
        bytes = bytes.asReadOnlyBuffer();
    }

    public static SealedSecret seal(MasterKey key, String accessKeyId, String secret) {
        return new SealedSecret(
                ByteBuffer.wrap(key.seal(secret.getBytes(StandardCharsets.UTF_8), context(accessKeyId))));
    }

    /** The secret, or an UnopenableSecretException. */
    public String open(MasterKey key, String accessKeyId) {
        byte[] sealed = new byte[bytes.remaining()];
        bytes.duplicate().get(sealed);
        return new String(key.open(sealed, context(accessKeyId)), StandardCharsets.UTF_8);
    }

    private static byte[] context(String accessKeyId) {
        return ("access-key:" + accessKeyId).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SealedSecret";
    }
}
