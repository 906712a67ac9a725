package dev.millrace.gateway.rest.audit;

import dev.millrace.gateway.audit.AuditTrail;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Wires the record of requests that come to no operation. */
@Configuration(proxyBeanMethods = false)
public class RestAuditConfiguration {
    /** Once a request has its id, and before anybody can refuse it. */
    private static final int SECOND = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    @Order(SECOND)
    RequestAuditFilter requestAuditFilter(AuditTrail audit) {
        return new RequestAuditFilter(audit);
    }
}
