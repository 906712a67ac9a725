package dev.millrace.signing.credentials;

import java.util.Optional;

/** The credentials that are known here. Asked for every request, so an implementation answers from memory. */
@FunctionalInterface
public interface CredentialStore {
    Optional<Credential> find(String accessKeyId);
}
