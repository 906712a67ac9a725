package dev.millrace.policy;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request may pass, or which kind of policy stands in its way: an explicit deny, or no statement that allows.
 * Where several do, the one that AWS would look at first.
 */
public enum AccessDecision {
    ALLOWED(null, false),

    DENIED_BY_IDENTITY_POLICY(PolicyKind.IDENTITY, true),
    DENIED_BY_RESOURCE_POLICY(PolicyKind.RESOURCE, true),
    DENIED_BY_TRUST_POLICY(PolicyKind.TRUST, true),
    DENIED_BY_BOUNDARY(PolicyKind.BOUNDARY, true),
    DENIED_BY_SESSION_POLICY(PolicyKind.SESSION, true),

    /** Texts or policies are so long that it takes too much to tell. What denies must not be missed by that. */
    UNDECIDED(null, true),

    NOT_ALLOWED_BY_IDENTITY_POLICY(PolicyKind.IDENTITY, false),
    NOT_ALLOWED_BY_RESOURCE_POLICY(PolicyKind.RESOURCE, false),
    NOT_ALLOWED_BY_TRUST_POLICY(PolicyKind.TRUST, false),
    NOT_ALLOWED_BY_BOUNDARY(PolicyKind.BOUNDARY, false),
    NOT_ALLOWED_BY_SESSION_POLICY(PolicyKind.SESSION, false);

    private final @Nullable PolicyKind by;
    private final boolean explicit;

    AccessDecision(@Nullable PolicyKind by, boolean explicit) {
        this.by = by;
        this.explicit = explicit;
    }

    /** Decides a request by the policies that apply to it. */
    public static AccessDecision of(AccessRequest request, ApplicablePolicies policies) {
        try {
            return new Evaluation(request, policies).decide();
        } catch (MatchBudget.ExhaustedException tooMuch) {
            return UNDECIDED;
        }
    }

    public boolean allowed() {
        return this == ALLOWED;
    }

    /** Whether a Deny statement matched, which nothing but its removal can overcome. */
    public boolean explicitlyDenied() {
        return explicit;
    }

    /**
     * What AWS tells a refused caller.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied error
     *     messages</a>
     */
    public String refusal(AccessRequest request) {
        if (allowed()) {
            throw new IllegalStateException("Nobody was refused");
        }
        return "User: " + request.caller().arn() + " is not authorized to perform: " + request.action()
                + " on resource: " + request.resource() + " " + reason(request);
    }

    private String reason(AccessRequest request) {
        if (by == null) {
            return "because its policies and the texts of the request are too long to compare";
        }
        return explicit
                ? "with an explicit deny in " + by.one()
                : "because " + by.none() + " allows the " + request.action() + " action";
    }

    static AccessDecision deniedBy(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> DENIED_BY_IDENTITY_POLICY;
            case RESOURCE, KEY -> DENIED_BY_RESOURCE_POLICY;
            case TRUST -> DENIED_BY_TRUST_POLICY;
            case BOUNDARY -> DENIED_BY_BOUNDARY;
            case SESSION -> DENIED_BY_SESSION_POLICY;
        };
    }

    static AccessDecision notAllowedBy(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> NOT_ALLOWED_BY_IDENTITY_POLICY;
            case RESOURCE, KEY -> NOT_ALLOWED_BY_RESOURCE_POLICY;
            case TRUST -> NOT_ALLOWED_BY_TRUST_POLICY;
            case BOUNDARY -> NOT_ALLOWED_BY_BOUNDARY;
            case SESSION -> NOT_ALLOWED_BY_SESSION_POLICY;
        };
    }
}
