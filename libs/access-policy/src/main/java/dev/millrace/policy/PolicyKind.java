package dev.millrace.policy;

/** What a document is attached to, which decides what may stand in it and what it can do. */
public enum PolicyKind {
    /** Of a user, group or role: what it may do. */
    IDENTITY("an identity-based policy", "no identity-based policy"),

    /** Of a stream or a consumer: who may do what with it. */
    RESOURCE("a resource-based policy", "no resource-based policy"),

    /** Of a key: who may do what with it, and whether its account has any say in that. */
    KEY("a resource-based policy", "no resource-based policy"),

    /** Of a role: who may assume it. */
    TRUST("the role trust policy", "no role trust policy"),

    /** Of a user or role: the most that its identity policies can give. */
    BOUNDARY("a permissions boundary", "no permissions boundary"),

    /** Of a session: the most that its role's policies can give. */
    SESSION("a session policy", "no session policy");

    private final String one;
    private final String none;

    PolicyKind(String one, String none) {
        this.one = one;
        this.none = none;
    }

    /** Whether statements say whom they are about. All others are about whom they are attached to. */
    boolean namesPrincipals() {
        return this == RESOURCE || this == KEY || this == TRUST;
    }

    /** Whether statements say what they are about. A trust policy is about its role. */
    boolean namesResources() {
        return this != TRUST;
    }

    /** As the texts of refusals call it. */
    String one() {
        return one;
    }

    String none() {
        return none;
    }
}
