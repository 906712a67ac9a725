package dev.millrace.metadata.iam;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many identities an account may have, and how much may belong to each.
 *
 * @param inlineBytesPerUser what the inline policies of a user may take together, white space not counted
 * @param mostBytes what all identities of all accounts may take in the memory of a gateway
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
 */
@ConfigurationProperties("millrace.identity-quota")
public record IdentityQuotas(
        @DefaultValue("5000") int users,
        @DefaultValue("300") int groups,
        @DefaultValue("1000") int roles,
        @DefaultValue("1500") int policies,
        @DefaultValue("2") int keysPerUser,
        @DefaultValue("10") int groupsPerUser,
        @DefaultValue("10") int attachedPolicies,
        @DefaultValue("5") int policyVersions,
        @DefaultValue("50") int tags,
        @DefaultValue("6144") int managedPolicyBytes,
        @DefaultValue("2048") int inlineBytesPerUser,
        @DefaultValue("5120") int inlineBytesPerGroup,
        @DefaultValue("10240") int inlineBytesPerRole,
        @DefaultValue("2048") int trustPolicyBytes,
        @DefaultValue("64MB") DataSize mostBytes) {}
