package dev.millrace.policy;

import java.util.List;

/**
 * One request held against its policies.
 *
 * <pre>
 *   any Deny that matches ──────────────────────────────────────────────→ denied
 *   same account, resource policy names the caller itself ──────────────→ allowed
 *   identity policies allow    (or, same account: resource policy names the role; or the caller is the account)
 *     and boundary allows          if there is one
 *     and a session policy allows  if there are any
 *     and resource policy allows   if the resource is another account's, or its policy is mandatory
 *                              ───────────────────────────────────────────→ allowed
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
record Evaluation(AccessRequest request, ApplicablePolicies policies) {
    AccessDecision decide() {
        AccessDecision denied = explicitDeny();
        return denied.allowed() ? allowance() : denied;
    }

    /** Which kind of policy denies explicitly; allowed if none does. */
    private AccessDecision explicitDeny() {
        if (!isRoot() && anyMatches(policies.identity(), Effect.DENY)) {
            return AccessDecision.DENIED_BY_IDENTITY_POLICY;
        }
        if (policies.resource().isPresent()) {
            PolicyDocument document = policies.resource().get().policy().document();
            if (document.matches(request, Effect.DENY)) {
                return AccessDecision.deniedBy(document.kind());
            }
        }
        if (policies.boundary().isPresent()
                && policies.boundary().get().document().matches(request, Effect.DENY)) {
            return AccessDecision.DENIED_BY_BOUNDARY;
        }
        if (anyMatches(policies.session(), Effect.DENY)) {
            return AccessDecision.DENIED_BY_SESSION_POLICY;
        }
        return AccessDecision.ALLOWED;
    }

    /** What allows, once nothing denies. */
    private AccessDecision allowance() {
        boolean sameAccount = request.caller().account().equals(request.resourceAccount());
        PrincipalMatch named = policies.resource()
                .map(resource -> resource.policy().document().allows(request))
                .orElse(PrincipalMatch.NONE);
        if (sameAccount && named == PrincipalMatch.CALLER) {
            return AccessDecision.ALLOWED;
        }
        boolean byRole = sameAccount && named == PrincipalMatch.ROLE;
        if (!byRole && !isRoot() && !anyMatches(policies.identity(), Effect.ALLOW)) {
            return AccessDecision.NOT_ALLOWED_BY_IDENTITY_POLICY;
        }
        if (policies.boundary().isPresent()
                && !policies.boundary().get().document().matches(request, Effect.ALLOW)) {
            return AccessDecision.NOT_ALLOWED_BY_BOUNDARY;
        }
        if (!policies.session().isEmpty() && !anyMatches(policies.session(), Effect.ALLOW)) {
            return AccessDecision.NOT_ALLOWED_BY_SESSION_POLICY;
        }
        if (named == PrincipalMatch.NONE && (!sameAccount || resourcePolicyIsMandatory())) {
            return AccessDecision.notAllowedBy(policies.resource()
                    .map(resource -> resource.policy().document().kind())
                    .orElse(PolicyKind.RESOURCE));
        }
        return AccessDecision.ALLOWED;
    }

    private boolean isRoot() {
        return request.caller() instanceof Caller.AccountRoot;
    }

    private boolean resourcePolicyIsMandatory() {
        return policies.resource().isPresent() && policies.resource().get().mandatory();
    }

    private boolean anyMatches(List<AttachedPolicy> attached, Effect effect) {
        for (AttachedPolicy policy : attached) {
            if (policy.document().matches(request, effect)) {
                return true;
            }
        }
        return false;
    }
}
