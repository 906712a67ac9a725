package dev.millrace.metadata.iam;

import org.springframework.util.unit.DataSize;

/**
 * How many identities an account may have, and how much may belong to each.
 *
 * @param inlineBytesPerUser what the inline policies of a user may take together, white space not counted
 * @param mostBytes what all identities of all accounts may take in the memory of a gateway
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
 */
public record IdentityQuotas(
        int users,
        int groups,
        int roles,
        int policies,
        int keysPerUser,
        int groupsPerUser,
        int attachedPolicies,
        int policyVersions,
        int tags,
        int managedPolicyBytes,
        int inlineBytesPerUser,
        int inlineBytesPerGroup,
        int inlineBytesPerRole,
        int trustPolicyBytes,
        DataSize mostBytes) {
    /** Those that AWS has where nobody has asked for more. */
    public static final IdentityQuotas OF_AWS = new IdentityQuotas(
            5_000, 300, 1_000, 1_500, 2, 10, 10, 5, 50, 6_144, 2_048, 5_120, 10_240, 2_048, DataSize.ofMegabytes(64));
}
