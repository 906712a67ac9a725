package dev.millrace.metadata.kms;

import com.google.crypto.tink.Aead;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyCiphertext;
import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.kms.model.KeyVersion;
import dev.millrace.metadata.kms.model.NamedKey;
import java.security.GeneralSecurityException;
import reactor.core.publisher.Mono;

/** Encrypts under a key's newest version, and decrypts what any of its versions encrypted. */
public final class KeyCipher {
    private final KeyMaterials materials;

    public KeyCipher(KeyMaterials materials) {
        this.materials = materials;
    }

    public Mono<KeyCiphertext> encrypt(NamedKey key, byte[] plaintext, EncryptionContext context) {
        KeyVersion version = key.material().newest();
        return materials.open(key, version).map(aead -> encrypt(aead, key, version, plaintext, context));
    }

    private static KeyCiphertext encrypt(
            Aead aead, NamedKey key, KeyVersion version, byte[] plaintext, EncryptionContext context) {
        byte[] associated = KeyCiphertext.associatedData(key.id(), version.number(), context);
        try {
            return new KeyCiphertext(key.id(), version.number(), aead.encrypt(plaintext, associated));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encrypts whatever fits into memory", e);
        }
    }

    /** The plaintext; KeyException InvalidCiphertext if it was changed, or encrypted with another context. */
    public Mono<byte[]> decrypt(NamedKey key, KeyCiphertext ciphertext, EncryptionContext context) {
        return Mono.defer(() -> materials.open(key, key.material().version(ciphertext.keyVersion())))
                .map(aead -> decrypt(aead, ciphertext, context));
    }

    private static byte[] decrypt(Aead aead, KeyCiphertext ciphertext, EncryptionContext context) {
        byte[] associated = KeyCiphertext.associatedData(ciphertext.keyId(), ciphertext.keyVersion(), context);
        try {
            return aead.decrypt(ciphertext.sealed(), associated);
        } catch (GeneralSecurityException notOurs) {
            throw KeyErrors.invalidCiphertext();
        }
    }
}
