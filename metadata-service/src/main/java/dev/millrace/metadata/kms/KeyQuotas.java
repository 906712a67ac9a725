package dev.millrace.metadata.kms;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many keys an account may have, and how much may belong to each.
 *
 * @param rotationsOnDemand that callers can ask for, of one key
 * @param mostBytes what all keys of all accounts may take in the memory of each gateway and shard service
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource quotas of KMS</a>
 */
@ConfigurationProperties("millrace.key-quota")
public record KeyQuotas(
        @DefaultValue("10000") int keys,
        @DefaultValue("50") int aliasesPerKey,
        @DefaultValue("50") int tags,
        @DefaultValue("32768") int policyBytes,
        @DefaultValue("25") int rotationsOnDemand,
        @DefaultValue("64MB") DataSize mostBytes) {}
