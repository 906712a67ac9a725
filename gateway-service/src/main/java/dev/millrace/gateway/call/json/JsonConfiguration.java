package dev.millrace.gateway.call.json;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.ServiceLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.signing.CredentialStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the face of the JSON protocol's other services. */
@Configuration(proxyBeanMethods = false)
public class JsonConfiguration {
    @Bean
    JsonRequestHandler jsonRequestHandler(
            ObjectProvider<JsonService> services,
            CredentialStore credentials,
            GatewaySettings settings,
            ServiceLimits limits,
            CallMetrics metrics,
            AuditTrail audit,
            Clock clock) {
        return new JsonRequestHandler(
                services.stream().toList(), credentials, settings.region(), limits, metrics, audit, clock);
    }
}
