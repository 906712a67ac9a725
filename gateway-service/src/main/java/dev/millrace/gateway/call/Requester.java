package dev.millrace.gateway.call;

import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.signing.credentials.Credential;
import dev.millrace.signing.credentials.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, once it is known, from where, and in which request.
 *
 * @param accessKeyId that the request was signed with; null for one with a bearer token
 * @param requestId of the answer
 */
public record Requester(
        Principal principal, RequestOrigin origin, @Nullable String accessKeyId, String requestId) {
    /** Whoever has signed a request. */
    public static Requester of(Credential signer, RequestOrigin origin, String requestId) {
        return new Requester(signer.principal(), origin, signer.accessKeyId(), requestId);
    }

    /** Whether it is an account itself that asks, which needs no leave for what is its own. */
    public boolean isItself(String accountId) {
        return principal.root()
                && principal.accountId().equals(accountId)
                && principal.session().isEmpty();
    }
}
