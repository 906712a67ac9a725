package dev.millrace.gateway.iam;

import dev.millrace.gateway.access.OriginConditions;
import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.signing.credentials.Principal;
import java.time.Clock;
import java.util.List;

/** Decides calls of IAM by the policies of their caller. Identities have none of their own. */
final class IamAuthorizer {
    private final PrincipalRights rights;
    private final String region;
    private final Clock clock;

    IamAuthorizer(PrincipalRights rights, String region, Clock clock) {
        this.rights = rights;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Lets a call pass, or not.
     *
     * @param action as policies name it, {@code iam:CreateUser}
     * @param resource the ARN of what it is done to, or {@code *}
     * @param call what conditions may ask about it, beside where it comes from
     * @throws IdentityException an AccessDenied if the caller may not
     */
    void authorize(Requester requester, String action, String resource, RequestContext call) {
        Principal caller = requester.principal();
        AccessRights callers = rights.of(caller);
        AccessRequest asked = new AccessRequest(
                callers.caller(), action, resource, caller.accountId(), clock.instant(), context(requester, call));
        AccessDecision decision = AccessDecision.of(asked, callers.policies());
        if (!decision.allowed()) {
            throw new IdentityException(IdentityErrorType.ACCESS_DENIED, decision.refusal(asked));
        }
    }

    private RequestContext context(Requester requester, RequestContext call) {
        OriginConditions origin = OriginConditions.of(requester, region);
        return key -> {
            List<String> values = origin.values(key);
            return values.isEmpty() ? call.values(key) : values;
        };
    }
}
