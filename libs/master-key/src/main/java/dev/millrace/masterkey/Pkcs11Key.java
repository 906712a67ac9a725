package dev.millrace.masterkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An AES key in a hardware security module, by the JDK's own PKCS#11 provider. The key never leaves the module.
 *
 * <pre>
 *  nonce (12) │ key, encrypted by AES-GCM │ tag (16)
 * </pre>
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/security/pkcs11-reference-guide1.html">PKCS#11 reference guide</a>
 */
public final class Pkcs11Key implements WrappingKey {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Provider provider;
    private final Key key;
    private final SecureRandom random = new SecureRandom();

    private Pkcs11Key(Provider provider, Key key) {
        this.provider = provider;
        this.key = key;
    }

    /**
     * Where the key is.
     *
     * @param library the module's PKCS#11 library
     * @param slotIndex which of the slots that it lists
     * @param pinFile that holds the PIN of the token's user
     * @param label of an AES key that may encrypt and decrypt
     */
    public record Settings(Path library, int slotIndex, Path pinFile, String label) {}

    /** Opens the token, and finds the key. */
    public static Pkcs11Key open(Settings settings) {
        try {
            Provider provider = Security.getProvider("SunPKCS11")
                    .configure("""
                    --name = millrace-%d
                    library = %s
                    slotListIndex = %d
                    """.formatted(settings.slotIndex(), settings.library(), settings.slotIndex()));
            KeyStore token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, Files.readString(settings.pinFile()).strip().toCharArray());
            Key key = token.getKey(settings.label(), null);
            if (key == null) {
                throw new IllegalStateException("The token has no key " + settings.label());
            }
            return new Pkcs11Key(provider, key);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the token of " + settings.library(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot use the token of " + settings.library(), e);
        }
    }

    @Override
    public synchronized byte[] wrap(byte[] wrapped) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(wrapped);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new MasterKeyUnavailableException("The token did not encrypt", e);
        }
    }

    @Override
    public synchronized byte[] unwrap(byte[] wrapped) {
        if (wrapped.length <= NONCE_BYTES) {
            throw new UnopenableSecretException(new GeneralSecurityException("too short"));
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(wrapped).get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            // Modules do not agree on how they say that a tag is wrong.
            throw new UnopenableSecretException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER, provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
