package dev.millrace.service;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What all services of a deployment share. The defaults are in the services' YAML, beside the variables that set them.
 *
 * @param accountId twelve digits
 * @param region for texts and ARNs
 * @param clusterSecret proves that a call comes from a service of this deployment; at least 16 characters
 */
@ConfigurationProperties("millrace")
public record ClusterSettings(String accountId, String region, String clusterSecret) {
    public ClusterSettings {
        if (accountId == null || !accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("millrace.account-id (MILLRACE_ACCOUNT_ID) must be twelve digits");
        }
        if (region == null || region.isBlank()) {
            throw new IllegalArgumentException("millrace.region (MILLRACE_REGION) must be set");
        }
        if (clusterSecret == null || clusterSecret.isBlank()) {
            throw new IllegalArgumentException(
                    "millrace.cluster-secret (MILLRACE_CLUSTER_SECRET) is needed: the same on all services");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClusterSettings[accountId=" + accountId + ", region=" + region + "]";
    }
}
