package dev.millrace.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key without an end that credentials go back to: they themselves, or whichever began the first of a chain of sessions. A
 * session ends with it, so it has to be distinguished from another key that has taken its id.
 *
 * @param fingerprint of the id and the secret together
 */
public record KeyMark(String accessKeyId, String fingerprint) {
    private static final int FINGERPRINT_BYTES = 16;

    static KeyMark of(String accessKeyId, String secretAccessKey) {
        byte[] key = (accessKeyId + "\n" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        return new KeyMark(accessKeyId, HexFormat.of().formatHex(Arrays.copyOf(digest(key), FINGERPRINT_BYTES)));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
