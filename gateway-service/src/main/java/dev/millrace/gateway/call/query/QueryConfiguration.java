package dev.millrace.gateway.call.query;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.ServiceLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.signing.CredentialStore;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the face of the Query protocol. */
@Configuration(proxyBeanMethods = false)
public class QueryConfiguration {
    @Bean
    QueryRequestHandler queryRequestHandler(
            List<QueryService> services,
            CredentialStore credentials,
            GatewaySettings settings,
            ServiceLimits limits,
            CallMetrics metrics,
            AuditTrail audit,
            Clock clock) {
        return new QueryRequestHandler(services, credentials, settings.region(), limits, metrics, audit, clock);
    }
}
