package dev.millrace.policy;

/**
 * Whether a request may pass, or which kind of policy stands in its way: an explicit deny, or no statement that allows.
 * Where several do, the one that AWS would look at first.
 */
public enum AccessDecision {
    ALLOWED(""),

    DENIED_BY_IDENTITY_POLICY(explicitDenyIn(PolicyKind.IDENTITY)),
    DENIED_BY_RESOURCE_POLICY(explicitDenyIn(PolicyKind.RESOURCE)),
    DENIED_BY_TRUST_POLICY(explicitDenyIn(PolicyKind.TRUST)),
    DENIED_BY_BOUNDARY(explicitDenyIn(PolicyKind.BOUNDARY)),
    DENIED_BY_SESSION_POLICY(explicitDenyIn(PolicyKind.SESSION)),

    NOT_ALLOWED_BY_IDENTITY_POLICY(nothingAllowsIn(PolicyKind.IDENTITY)),
    NOT_ALLOWED_BY_RESOURCE_POLICY(nothingAllowsIn(PolicyKind.RESOURCE)),
    NOT_ALLOWED_BY_TRUST_POLICY(nothingAllowsIn(PolicyKind.TRUST)),
    NOT_ALLOWED_BY_BOUNDARY(nothingAllowsIn(PolicyKind.BOUNDARY)),
    NOT_ALLOWED_BY_SESSION_POLICY(nothingAllowsIn(PolicyKind.SESSION));

    private static final String ACTION = "<action>";

    private final String reason;

    AccessDecision(String reason) {
        this.reason = reason;
    }

    /** Decides a request by the policies that apply to it. */
    public static AccessDecision of(AccessRequest request, ApplicablePolicies policies) {
        return new Evaluation(request, policies).decide();
    }

    public boolean allowed() {
        return this == ALLOWED;
    }

    /** Whether a Deny statement matched, which nothing but its removal can overcome. */
    public boolean explicitlyDenied() {
        return compareTo(DENIED_BY_IDENTITY_POLICY) >= 0 && compareTo(DENIED_BY_SESSION_POLICY) <= 0;
    }

    /**
     * What AWS tells a refused caller.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied error
     *     messages</a>
     */
    public String refusal(AccessRequest request) {
        return "User: " + request.caller().arn() + " is not authorized to perform: " + request.action()
                + " on resource: " + request.resource() + " " + reason.replace(ACTION, request.action());
    }

    static AccessDecision deniedBy(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> DENIED_BY_IDENTITY_POLICY;
            case RESOURCE -> DENIED_BY_RESOURCE_POLICY;
            case TRUST -> DENIED_BY_TRUST_POLICY;
            case BOUNDARY -> DENIED_BY_BOUNDARY;
            case SESSION -> DENIED_BY_SESSION_POLICY;
        };
    }

    static AccessDecision notAllowedBy(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> NOT_ALLOWED_BY_IDENTITY_POLICY;
            case RESOURCE -> NOT_ALLOWED_BY_RESOURCE_POLICY;
            case TRUST -> NOT_ALLOWED_BY_TRUST_POLICY;
            case BOUNDARY -> NOT_ALLOWED_BY_BOUNDARY;
            case SESSION -> NOT_ALLOWED_BY_SESSION_POLICY;
        };
    }

    private static String explicitDenyIn(PolicyKind kind) {
        return "with an explicit deny in " + kind.one();
    }

    private static String nothingAllowsIn(PolicyKind kind) {
        return "because " + kind.none() + " allows the <action> action";
    }
}
