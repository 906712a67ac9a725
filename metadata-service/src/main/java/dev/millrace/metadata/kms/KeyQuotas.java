package dev.millrace.metadata.kms;

import org.springframework.util.unit.DataSize;

/**
 * How many keys an account may have, and how much may belong to each.
 *
 * @param rotationsOnDemand that callers can ask for, of one key
 * @param mostBytes what all keys of all accounts may take in the memory of each gateway and shard service
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource quotas of KMS</a>
 */
public record KeyQuotas(
        int keys, int aliasesPerKey, int tags, int policyBytes, int rotationsOnDemand, DataSize mostBytes) {
    /** Those that AWS has where nobody has asked for more. */
    public static final KeyQuotas OF_AWS = new KeyQuotas(10_000, 50, 50, 32_768, 25, DataSize.ofMegabytes(64));
}
