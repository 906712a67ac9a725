package dev.millrace.policy;

import java.util.List;
import java.util.Optional;

/**
 * All policies that have a say in a request.
 *
 * @param identity of the user and its groups, or of the role; those of the account itself are never asked
 * @param boundary of the user or role, if it has one
 * @param session of the session, any of which may allow; none if the session has no policies of its own, which is not the
 *     same as a policy that allows nothing
 * @param resource of what the action is done to, if it has one
 */
public record ApplicablePolicies(
        List<AttachedPolicy> identity,
        Optional<AttachedPolicy> boundary,
        List<AttachedPolicy> session,
        Optional<ResourcePolicy> resource) {
    public static final ApplicablePolicies NONE =
            new ApplicablePolicies(List.of(), Optional.empty(), List.of(), Optional.empty());

    public ApplicablePolicies {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
        identity.forEach(policy -> require(policy, PolicyKind.IDENTITY));
        boundary.ifPresent(policy -> require(policy, PolicyKind.BOUNDARY));
        session.forEach(policy -> require(policy, PolicyKind.SESSION));
    }

    public static ApplicablePolicies ofIdentity(List<AttachedPolicy> identity) {
        return NONE.withIdentity(identity);
    }

    public ApplicablePolicies withIdentity(List<AttachedPolicy> policies) {
        return new ApplicablePolicies(policies, boundary, session, resource);
    }

    public ApplicablePolicies withBoundary(Optional<AttachedPolicy> policy) {
        return new ApplicablePolicies(identity, policy, session, resource);
    }

    public ApplicablePolicies withSession(List<AttachedPolicy> policies) {
        return new ApplicablePolicies(identity, boundary, policies, resource);
    }

    public ApplicablePolicies withResource(Optional<ResourcePolicy> policy) {
        return new ApplicablePolicies(identity, boundary, session, policy);
    }

    private static void require(AttachedPolicy policy, PolicyKind kind) {
        if (policy.document().kind() != kind) {
            throw new IllegalArgumentException("A " + policy.document().kind() + " policy in place of " + kind);
        }
    }
}
