package dev.millrace.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes texts that others keep or carry for us, and that only we can make, read or change: XChaCha20-Poly1305 in URL-safe
 * base64, with a key for each purpose. Every service with the same cluster secret opens them.
 *
 * <pre>
 *  format = 1 │ nonce (24) │ content, encrypted │ tag (16)
 * </pre>
 *
 * Nonces are random, since gateways cannot ask each other. Those of AES-GCM have 12 bytes, which would be too likely to repeat
 * after some days of busy readers. The format makes each token begin with the letter A: one that began with a dash would be an
 * option to the AWS CLI.
 */
public final class TokenSeal {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1;
    private static final int KEY_BYTES = 32;
    private static final byte[] NO_SALT = new byte[0];
    private static final byte[] NOTHING_BESIDE = new byte[0];
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Aead aead;

    /** @param purpose tokens of one purpose are not accepted for another */
    public TokenSeal(String clusterSecret, String purpose) {
        try {
            this.aead = new XChaCha20Poly1305(Hkdf.computeHkdf(
                    "HMACSHA256",
                    clusterSecret.getBytes(StandardCharsets.UTF_8),
                    NO_SALT,
                    ("millrace-token-v1:" + purpose).getBytes(StandardCharsets.UTF_8),
                    KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The content as a token of about 4/3 of its length and 55 characters more. */
    public String seal(byte[] content) {
        try {
            byte[] sealed = aead.encrypt(content, NOTHING_BESIDE);
            return ENCODER.encodeToString(ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put(FORMAT)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a content that is too long for a token", e);
        }
    }

    /** What the token holds, or empty when it was not made here. */
    public Optional<byte[]> open(String token) {
        try {
            byte[] sealed = DECODER.decode(token);
            // Base64 has several spellings of the same bytes; only ours counts.
            if (sealed.length < HEAD_BYTES
                    || sealed[0] != FORMAT
                    || !ENCODER.encodeToString(sealed).equals(token)) {
                return Optional.empty();
            }
            return Optional.of(aead.decrypt(Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length), NOTHING_BESIDE));
        } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }
}
