package dev.millrace.gateway.call;

import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.signing.credentials.Credential;
import dev.millrace.signing.credentials.KeyMark;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.credentials.Principal.SessionScope;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, once it is known, from where, and in which request.
 *
 * @param credential that the request was signed with; null for one with a bearer token
 * @param requestId of the answer
 */
public record Requester(
        Principal principal, RequestOrigin origin, @Nullable Credential credential, String requestId) {
    /** Whoever has signed a request. */
    public static Requester of(Credential signer, RequestOrigin origin, String requestId) {
        return new Requester(signer.principal(), origin, signer, requestId);
    }

    /** Of the key that the request was signed with; null for one with a bearer token. */
    public @Nullable String accessKeyId() {
        return credential == null ? null : credential.accessKeyId();
    }

    /** The key that whatever the caller begins goes back to, and ends with; empty for a bearer token. */
    public Optional<KeyMark> mark() {
        return Optional.ofNullable(credential).flatMap(Credential::mark);
    }

    /** When the credentials of the request end; empty if they do not. */
    public Optional<Instant> endsAt() {
        return Optional.ofNullable(credential).flatMap(Credential::session).map(Credential.Session::expiresAt);
    }

    /** Whether it is an account itself that asks, which needs no leave for what is its own, unless its session is limited. */
    public boolean isItself(String accountId) {
        return principal.root()
                && principal.accountId().equals(accountId)
                && principal.session().map(SessionScope::policies).stream().allMatch(policies -> policies.isEmpty());
    }
}
