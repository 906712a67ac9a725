package dev.millrace.service;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all services of a deployment share.
 *
 * @param accountId twelve digits
 * @param region for texts and ARNs
 * @param clusterSecret proves that a call comes from a service of this deployment; at least 16 characters
 */
@ConfigurationProperties("millrace")
public record ClusterSettings(
        @DefaultValue("000000000000") String accountId,
        @DefaultValue("us-east-1") String region,
        String clusterSecret) {
    public ClusterSettings(String accountId, String region, @Nullable String clusterSecret) {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("millrace.account-id must be twelve digits");
        }
        if (clusterSecret == null || clusterSecret.isBlank()) {
            throw new IllegalArgumentException(
                    "millrace.cluster-secret (MILLRACE_CLUSTER_SECRET) is needed: the same on all services");
        }
        this.accountId = accountId;
        this.region = region;
        this.clusterSecret = clusterSecret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClusterSettings[accountId=" + accountId + ", region=" + region + "]";
    }
}
