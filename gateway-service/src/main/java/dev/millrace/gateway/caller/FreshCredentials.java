package dev.millrace.gateway.caller;

import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import java.util.Optional;

/** Credentials that are given out only while that can be said for certain. The root's are configured, and always are. */
final class FreshCredentials implements CredentialStore {
    private final CredentialStore known;
    private final IdentityFreshness freshness;

    FreshCredentials(CredentialStore known, IdentityFreshness freshness) {
        this.known = known;
        this.freshness = freshness;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        return certain(known.find(accessKeyId));
    }

    @Override
    public Optional<Credential> find(String accessKeyId, Optional<String> sessionToken) {
        return certain(known.find(accessKeyId, sessionToken));
    }

    /** That there is none is as uncertain as that there is one. */
    private Optional<Credential> certain(Optional<Credential> found) {
        if (found.filter(credential -> credential.principal().root()).isEmpty()) {
            freshness.require();
        }
        return found;
    }
}
