package dev.millrace.gateway.call;

import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.signing.credentials.Principal;

/** Who asks, once it is known, and from where. */
public record Requester(Principal principal, RequestOrigin origin) {
    /** Whether it is an account itself that asks, which needs no leave for what is its own. */
    public boolean isItself(String accountId) {
        return principal.root()
                && principal.accountId().equals(accountId)
                && principal.session().isEmpty();
    }
}
