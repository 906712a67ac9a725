package dev.millrace.signing;

import java.util.Optional;

/** The credentials that are known here. Asked for every request, so an implementation answers from memory. */
@FunctionalInterface
public interface CredentialStore {
    /** Credentials that last. */
    Optional<Credential> find(String accessKeyId);

    /**
     * Credentials of a request.
     *
     * @param sessionToken that came with it, as it came: temporary credentials may be known by nothing else
     */
    default Optional<Credential> find(String accessKeyId, Optional<String> sessionToken) {
        return find(accessKeyId);
    }
}
