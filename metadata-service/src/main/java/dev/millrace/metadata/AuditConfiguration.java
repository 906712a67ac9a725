package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.audit.AuditLog;
import dev.millrace.metadata.audit.AuditLogSettings;
import dev.millrace.metadata.audit.storage.AuditTables;
import dev.millrace.metadata.grpc.AuditLogEndpoint;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The events of calls. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditLogSettings.class)
class AuditConfiguration {
    @Bean
    AuditLogEndpoint auditLogEndpoint(CqlSession session, AuditLogSettings settings) {
        return new AuditLogEndpoint(new AuditLog(new AuditTables(session, settings.keepFor())));
    }
}
