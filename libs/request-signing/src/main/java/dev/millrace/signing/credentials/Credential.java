package dev.millrace.signing.credentials;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key and what is known about it.
 *
 * @param session present for temporary credentials, whose requests must carry the session's token
 */
public record Credential(String accessKeyId, String secretAccessKey, Principal principal, Optional<Session> session) {
    /** A key without an end. */
    public static Credential lasting(String accessKeyId, String secretAccessKey, Principal principal) {
        return new Credential(accessKeyId, secretAccessKey, principal, Optional.empty());
    }

    /** Never the secret, so that a credential may appear in a log. */
    @Override
    public String toString() {
        return "Credential[" + accessKeyId + "]";
    }

    /** The token of temporary credentials and when they end. */
    public record Session(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Session[until " + expiresAt + "]";
        }
    }
}
