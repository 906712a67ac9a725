package dev.millrace.metadata.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How events are kept.
 *
 * @param keepFor how long they can be looked up
 */
@ConfigurationProperties("millrace.audit")
public record AuditLogSettings(Duration keepFor) {
    public AuditLogSettings {
        if (keepFor.toSeconds() < 1) {
            throw new IllegalArgumentException("millrace.audit.keep-for (MILLRACE_AUDIT_KEEP_FOR) must be positive");
        }
    }
}
