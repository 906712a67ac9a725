package dev.millrace.signing;

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

    /** The key without an end that these go back to; empty for a session that was begun with an issuer's token. */
    public Optional<KeyMark> mark() {
        return session.isPresent() ? session.get().madeBy() : Optional.of(KeyMark.of(accessKeyId, secretAccessKey));
    }

    /** Never the secret, so that a credential may appear in a log. */
    @Override
    public String toString() {
        return "Credential[" + accessKeyId + "]";
    }

    /**
     * The token of temporary credentials, and when they began and end.
     *
     * @param madeBy the key without an end that they go back to; empty if that is an issuer's token
     */
    public record Session(String token, Instant beganAt, Instant expiresAt, Optional<KeyMark> madeBy) {
        @Override
        public String toString() {
            return "Session[until " + expiresAt + "]";
        }
    }
}
