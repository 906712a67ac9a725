package dev.millrace.masterkey;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A master key in a file that only its owner may read: a Tink keyset of AES-256-GCM keys in JSON. Somebody with the file and the
 * database has the secrets, so the two are kept and backed up apart; who loses the file has lost what it sealed.
 *
 * @see <a href="https://developers.google.com/tink/design/keysets">Keysets</a>
 */
public final class LocalMasterKey implements MasterKey {
    private static final Logger log = LoggerFactory.getLogger(LocalMasterKey.class);

    private final Aead aead;

    private LocalMasterKey(Aead aead) {
        this.aead = aead;
    }

    /** The key in a file, which is made with a new key when there is none. */
    public static LocalMasterKey in(Path file) {
        try {
            AeadConfig.register();
            if (!Files.exists(file)) {
                create(file);
            }
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
            return new LocalMasterKey(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is not a keyset of AEAD keys in Tink's JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the master key " + file, e);
        }
    }

    private static void create(Path file) throws GeneralSecurityException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        SecretFile.writeOnce(
                file, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()) + "\n");
        log.info("A master key was made in {}: keep a copy of it, apart from the database", file);
    }

    @Override
    public byte[] seal(byte[] secret, byte[] context) {
        try {
            return aead.encrypt(secret, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals whatever fits into memory", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        try {
            return aead.decrypt(sealed, context);
        } catch (GeneralSecurityException e) {
            throw new UnopenableSecretException(e);
        }
    }
}
