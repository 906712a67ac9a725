package dev.millrace.gateway.access;

import dev.millrace.policy.ResourcePolicy;
import java.util.Optional;

/**
 * What a call is done to, as policies name it.
 *
 * @param arn or {@code *} for a call that is done to nothing in particular
 * @param account whose it is; for {@code *}, whose account the call is about
 * @param policy of its own
 */
public record ProtectedResource(String arn, String account, Optional<ResourcePolicy> policy) {
    private static final String ANYTHING = "*";

    /** A resource that has no policy of its own. */
    public static ProtectedResource of(String arn, String account) {
        return new ProtectedResource(arn, account, Optional.empty());
    }

    /** An account as a whole, and no resource of it. */
    public static ProtectedResource anything(String account) {
        return of(ANYTHING, account);
    }

    /** The same, with a policy of its own. */
    public ProtectedResource withPolicy(ResourcePolicy own) {
        return new ProtectedResource(arn, account, Optional.of(own));
    }
}
