package dev.millrace.gateway.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may see metrics, beside those whom policies let.
 *
 * @param metricsToken what a collector of metrics shows as its bearer token; none by default
 */
@ConfigurationProperties("millrace.management")
public record ManagementSettings(@Nullable String metricsToken) {
    /** Never the token. */
    @Override
    public String toString() {
        return "ManagementSettings";
    }
}
