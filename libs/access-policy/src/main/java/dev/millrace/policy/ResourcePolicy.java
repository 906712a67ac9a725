package dev.millrace.policy;

/**
 * The policy of a resource.
 *
 * @param mandatory whether nobody may do anything with the resource that this policy does not allow, whatever their own
 *     policies say, the account itself included. So it is with keys and with the trust policies of roles; a stream's
 *     policy adds to what identities in its account may do.
 */
public record ResourcePolicy(AttachedPolicy policy, boolean mandatory) {
    public ResourcePolicy {
        if (!policy.document().kind().namesPrincipals()) {
            throw new IllegalArgumentException("A " + policy.document().kind() + " policy in place of a resource's");
        }
    }

    /** A stream's or consumer's. */
    public static ResourcePolicy additional(String name, PolicyDocument document) {
        return new ResourcePolicy(new AttachedPolicy(name, document), false);
    }

    /** A key's, or a role's trust policy. */
    public static ResourcePolicy mandatory(String name, PolicyDocument document) {
        return new ResourcePolicy(new AttachedPolicy(name, document), true);
    }
}
