package dev.millrace.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes texts that others keep or carry for us, and that only we can make, read or change: AES-256-GCM in URL-safe base64,
 * with a key for each purpose. Every service with the same cluster secret opens them.
 *
 * <pre>
 *  format = 0 │ nonce (12) │ content, encrypted │ tag (16)
 * </pre>
 *
 * The format makes each begin with the letter A: one that began with a dash would be an option to the AWS CLI.
 */
public final class TokenSeal {
    private static final byte FORMAT = 0;
    private static final int HEAD_BYTES = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(TokenSeal::newCipher);

    private final SecretKeySpec key;
    private final AtomicReference<Nonce> lastNonce = new AtomicReference<>(Nonce.fresh());

    /** @param purpose tokens of one purpose are not accepted for another */
    public TokenSeal(String clusterSecret, String purpose) {
        this.key = derive(clusterSecret, purpose);
    }

    /** The content as a token of about 4/3 of its length and 39 characters more. */
    public String seal(byte[] content) {
        byte[] sealed = new byte[HEAD_BYTES + NONCE_BYTES + content.length + TAG_BYTES];
        sealed[0] = FORMAT;
        lastNonce.updateAndGet(Nonce::next).writeTo(ByteBuffer.wrap(sealed, HEAD_BYTES, NONCE_BYTES));
        try {
            cipher(Cipher.ENCRYPT_MODE, sealed).doFinal(content, 0, content.length, sealed, HEAD_BYTES + NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        return ENCODER.encodeToString(sealed);
    }

    /** What the token holds, or empty when it was not made here. */
    public Optional<byte[]> open(String token) {
        byte[] sealed;
        try {
            sealed = DECODER.decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // Base64 has several spellings of the same bytes; only ours counts.
        if (sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES
                || sealed[0] != FORMAT
                || !ENCODER.encodeToString(sealed).equals(token)) {
            return Optional.empty();
        }
        try {
            int content = HEAD_BYTES + NONCE_BYTES;
            return Optional.of(cipher(Cipher.DECRYPT_MODE, sealed).doFinal(sealed, content, sealed.length - content));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, HEAD_BYTES, NONCE_BYTES));
        return cipher;
    }

    /** HKDF with SHA-256 (RFC 5869), one block long. */
    private static SecretKeySpec derive(String clusterSecret, String purpose) {
        byte[] extracted = hmac(new byte[32], clusterSecret.getBytes(StandardCharsets.UTF_8));
        byte[] info = ("millrace-token-v1:" + purpose).getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(
                hmac(
                        extracted,
                        ByteBuffer.allocate(info.length + 1)
                                .put(info)
                                .put((byte) 1)
                                .array()),
                "AES");
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * A nonce must never repeat under one key, and gateways cannot ask each other: a random prefix for each run, and a
     * counter. Purely random nonces would be too likely to repeat after some days of busy readers.
     */
    private record Nonce(long prefix, int counter) {
        private static final SecureRandom RANDOM = new SecureRandom();

        static Nonce fresh() {
            return new Nonce(RANDOM.nextLong(), 0);
        }

        Nonce next() {
            return counter == -1 ? fresh() : new Nonce(prefix, counter + 1);
        }

        void writeTo(ByteBuffer target) {
            target.putLong(prefix).putInt(counter);
        }
    }
}
