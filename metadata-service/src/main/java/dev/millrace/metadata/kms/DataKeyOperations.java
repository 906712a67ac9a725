package dev.millrace.metadata.kms;

import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyCiphertext;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.kms.model.NamedKey;
import java.security.SecureRandom;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Makes data keys and opens them again, as the state of the named key they are wrapped under allows now. */
public final class DataKeyOperations {
    /** For AES-256. */
    private static final int BYTES = 32;

    private final KeyDirectory directory;
    private final KeyCipher cipher;
    private final SecureRandom random = new SecureRandom();

    public DataKeyOperations(KeyDirectory directory, KeyCipher cipher) {
        this.directory = directory;
        this.cipher = cipher;
    }

    /** @param keyId of the named key that it is wrapped under */
    public record DataKey(String keyId, byte[] plaintext, byte[] wrapped) {
        @Override
        public String toString() {
            return "DataKey[under " + keyId + "]";
        }
    }

    public Mono<DataKey> generate(KeyReference reference, EncryptionContext context) {
        byte[] plaintext = new byte[BYTES];
        random.nextBytes(plaintext);
        return usable(view -> view.key(reference))
                .flatMap(key -> cipher.encrypt(key, plaintext, context))
                .map(wrapped -> new DataKey(wrapped.keyId(), plaintext, wrapped.toBytes()));
    }

    public Mono<DataKey> open(byte[] wrapped, EncryptionContext context) {
        KeyCiphertext ciphertext = KeyCiphertext.parse(wrapped);
        return usable(view -> view.find(ciphertext.keyId()).orElseThrow(KeyErrors::ciphertextOfUnknownKey))
                .flatMap(key -> cipher.decrypt(key, ciphertext, context))
                .map(plaintext -> new DataKey(ciphertext.keyId(), plaintext, wrapped));
    }

    private Mono<NamedKey> usable(Function<KeyView, NamedKey> found) {
        return directory.ask(view -> view.usable(found.apply(view)));
    }
}
