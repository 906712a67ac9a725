package dev.millrace.gateway.caller;

import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.signing.Credential;
import dev.millrace.signing.KeyMark;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import dev.millrace.signing.SignatureVerifier;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, once it is known, from where, and in which request.
 *
 * @param credential that the request was signed with; null for one with a bearer token
 * @param requestId of the answer
 * @param standing of what the caller was let in by
 */
public record Requester(
        Principal principal,
        RequestOrigin origin,
        @Nullable Credential credential,
        String requestId,
        Standing standing) {
    /**
     * The signer of a request.
     *
     * @param verifier that found the signature to be right
     */
    public static Requester of(Credential signer, SignatureVerifier verifier, RequestOrigin origin, String requestId) {
        return new Requester(signer.principal(), origin, signer, requestId, () -> verifier.requireStanding(signer));
    }

    /** The caller that shows a bearer token. */
    public static Requester of(Principal bearer, Standing standing, RequestOrigin origin, String requestId) {
        return new Requester(bearer, origin, null, requestId, standing);
    }

    /** Of the key that the request was signed with; null for one with a bearer token. */
    public @Nullable String accessKeyId() {
        return credential == null ? null : credential.accessKeyId();
    }

    /** The key that whatever the caller begins goes back to, and ends with; empty for a bearer token. */
    public Optional<KeyMark> mark() {
        return Optional.ofNullable(credential).flatMap(Credential::mark);
    }

    /** When the session or token of the request began; empty for a key without an end. */
    public Optional<Instant> beganAt() {
        return credential == null ? standing.beganAt() : credential.session().map(Credential.Session::beganAt);
    }

    /** When the credentials of the request end; empty if they do not. */
    public Optional<Instant> endsAt() {
        return credential == null ? standing.endsAt() : credential.session().map(Credential.Session::expiresAt);
    }

    /** Whether it is an account itself that asks, which needs no leave for what is its own, unless its session is limited. */
    public boolean isItself(String accountId) {
        return principal.root()
                && principal.accountId().equals(accountId)
                && principal.session().map(SessionScope::policies).stream().allMatch(policies -> policies.isEmpty());
    }
}
