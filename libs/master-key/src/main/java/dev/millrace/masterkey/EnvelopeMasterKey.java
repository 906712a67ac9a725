package dev.millrace.masterkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A master key that is kept elsewhere. It wraps one key for each run of a service, under which that run seals all it has to seal:
 * opening thousands of secrets takes as many calls as there were runs that sealed them, and not one for each.
 *
 * <pre>
 *  format = 1 │ length of the wrapped key (4) │ wrapped key │ nonce (12) │ secret, encrypted │ tag (16)
 * </pre>
 */
public final class EnvelopeMasterKey implements MasterKey {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final int KEY_BYTES = 32;
    private static final int MOST_WRAPPED_BYTES = 16 * 1024;
    private static final int MOST_OPEN = 1_000;

    private final WrappingKey wrapping;
    private final byte[] ownWrapped;
    private final Aead own;
    private final Cache<ByteBuffer, Aead> open =
            Caffeine.newBuilder().maximumSize(MOST_OPEN).build();

    /** Makes and wraps this run's key, by which it is known at once whether the key elsewhere can be used; blocks. */
    public EnvelopeMasterKey(WrappingKey wrapping) {
        this.wrapping = wrapping;
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.ownWrapped = wrapping.wrap(key);
        this.own = aead(key);
        open.put(ByteBuffer.wrap(ownWrapped), own);
    }

    @Override
    public byte[] seal(byte[] secret, byte[] context) {
        try {
            byte[] sealed = own.encrypt(secret, context);
            return ByteBuffer.allocate(HEAD_BYTES + ownWrapped.length + sealed.length)
                    .put(FORMAT)
                    .putInt(ownWrapped.length)
                    .put(ownWrapped)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals whatever fits into memory", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        if (buffer.remaining() < HEAD_BYTES || buffer.get() != FORMAT) {
            throw new UnopenableSecretException(new GeneralSecurityException("of another format"));
        }
        int length = buffer.getInt();
        if (length < 0 || length > MOST_WRAPPED_BYTES || length > buffer.remaining()) {
            throw new UnopenableSecretException(new GeneralSecurityException("of another format"));
        }
        byte[] wrapped = new byte[length];
        buffer.get(wrapped);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        Aead aead = open.get(ByteBuffer.wrap(wrapped), key -> aead(wrapping.unwrap(wrapped)));
        try {
            return aead.decrypt(rest, context);
        } catch (GeneralSecurityException e) {
            throw new UnopenableSecretException(e);
        }
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new UnopenableSecretException(e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
