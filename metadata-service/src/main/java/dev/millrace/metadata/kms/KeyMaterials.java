package dev.millrace.metadata.kms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.masterkey.UnopenableSecretException;
import dev.millrace.metadata.kms.model.KeyVersion;
import dev.millrace.metadata.kms.model.NamedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes materials of keys and opens them again. Where the master key is may be far away, so neither is done on the caller's
 * thread, and what was opened is kept for a while.
 */
public final class KeyMaterials {
    private static final int MATERIAL_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OPEN = 10_000;
    private static final Duration OPEN_FOR = Duration.ofMinutes(5);

    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Material, Aead> open = Caffeine.newBuilder()
            .maximumSize(MOST_OPEN)
            .expireAfterWrite(OPEN_FOR)
            .build();

    public KeyMaterials(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    private record Material(String keyId, int number, ByteBuffer sealed) {}

    /**
     * Makes sure that the master key is the one that the stored materials are sealed under; blocks until that is known.
     *
     * @throws IllegalStateException when it is not
     */
    public void requireOpenable(KeyStore store) {
        store.all().ofType(NamedKey.class).next().blockOptional(PATIENCE).ifPresent(any -> {
            try {
                Objects.requireNonNull(open(any, any.material().newest()).block(PATIENCE));
            } catch (UnopenableSecretException e) {
                throw new IllegalStateException(
                        "The master key (millrace.master-key) is not the one that the stored keys are sealed under.",
                        e);
            }
        });
    }

    /** New material for a key. */
    public Mono<KeyVersion> make(String keyId, int number, boolean onDemand, Instant now) {
        return Mono.fromSupplier(() -> {
                    byte[] material = new byte[MATERIAL_BYTES];
                    random.nextBytes(material);
                    byte[] sealed = masterKey.seal(material, context(keyId, number));
                    Arrays.fill(material, (byte) 0);
                    return new KeyVersion(number, now, onDemand, ByteBuffer.wrap(sealed));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** What a version of a key encrypts and decrypts with. */
    Mono<Aead> open(NamedKey key, KeyVersion version) {
        return Mono.defer(() -> {
            Material material = new Material(key.id(), version.number(), version.sealed());
            Aead known = open.getIfPresent(material);
            return known != null
                    ? Mono.just(known)
                    : Mono.fromSupplier(() -> open.get(material, this::unseal))
                            .subscribeOn(Schedulers.boundedElastic());
        });
    }

    private Aead unseal(Material sealed) {
        byte[] bytes = new byte[sealed.sealed.remaining()];
        sealed.sealed.duplicate().get(bytes);
        byte[] material = masterKey.open(bytes, context(sealed.keyId, sealed.number));
        try {
            return new AesGcmJce(material);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private static byte[] context(String keyId, int number) {
        return ("key:" + keyId + ":" + number).getBytes(StandardCharsets.UTF_8);
    }
}
