package dev.millrace.metadata.iam.declared;

import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.SealedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Access keys that are declared by their ids. Their secrets come from the environment or from files. */
final class DeclaredKeys {
    private final MasterKey masterKey;
    private final Clock clock;

    DeclaredKeys(MasterKey masterKey, Clock clock) {
        this.masterKey = masterKey;
        this.clock = clock;
    }

    /** The keys of a user: those that are declared, and whatever others there are. */
    List<AccessKey> of(List<DeclaredIdentities.Key> declared, List<AccessKey> known) {
        List<AccessKey> keys = new ArrayList<>(known);
        for (DeclaredIdentities.Key key : declared) {
            String secret = secret(key);
            Optional<AccessKey> same =
                    known.stream().filter(it -> it.id().equals(key.id())).findFirst();
            // A secret that is sealed again would look like a change.
            if (same.filter(it ->
                            it.active() && it.secret().open(masterKey, it.id()).equals(secret))
                    .isEmpty()) {
                same.ifPresent(keys::remove);
                keys.add(
                        new AccessKey(key.id(), true, clock.instant(), SealedSecret.seal(masterKey, key.id(), secret)));
            }
        }
        return keys;
    }

    private static String secret(DeclaredIdentities.Key key) {
        if (!key.id().matches("[A-Z0-9]{16,128}")) {
            throw new IllegalStateException("The access key id " + key.id() + " has not 16 to 128 capitals and digits");
        }
        String variable = key.secretVariable();
        if (variable != null) {
            return Optional.ofNullable(System.getenv(variable))
                    .filter(secret -> !secret.isBlank())
                    .orElseThrow(() -> new IllegalStateException(
                            "The secret of the access key " + key.id() + " is not in the variable " + variable));
        }
        String file = key.secretFile();
        if (file == null) {
            throw new IllegalStateException("The access key " + key.id() + " needs a secret-variable or a secret-file");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret of the access key " + key.id(), e);
        }
    }
}
