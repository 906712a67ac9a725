package dev.millrace.metadata.iam;

import dev.millrace.masterkey.MasterKey;
import dev.millrace.masterkey.UnopenableSecretException;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.User;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes sure, before anything else, that the master key is the one that the stored secrets were sealed under. With another
 * one every user would be locked out, and new secrets would be lost to the instances that have the right one.
 */
public final class MasterKeyCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MasterKeyCheck() {}

    /**
     * Opens one of the stored secrets, if there are any; blocks until that is done.
     *
     * @throws IllegalStateException when it does not open
     */
    public static void require(IdentityStore store, MasterKey masterKey) {
        Optional<AccessKey> any = store.all()
                .ofType(User.class)
                .flatMapIterable(User::keys)
                .next()
                .blockOptional(PATIENCE);
        any.ifPresent(key -> {
            try {
                key.secret().open(masterKey, key.id());
            } catch (UnopenableSecretException e) {
                throw new IllegalStateException(
                        "The master key (millrace.master-key) is not the one that the stored secrets are sealed under."
                                + " Put the right one in its place.",
                        e);
            }
        });
    }
}
