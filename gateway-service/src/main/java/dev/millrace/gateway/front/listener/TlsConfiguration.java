package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.settings.GatewaySettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds, or makes, the certificate of the TLS port. */
@Configuration(proxyBeanMethods = false)
public class TlsConfiguration {
    @Bean
    TlsCertificate tlsCertificate(GatewaySettings settings, Clock clock) {
        return new TlsCertificate(() -> settings.gateway()
                .ownCertificate()
                .orElseGet(() -> new GeneratedCertificate(settings.gateway().tlsDirectory(), clock).files()));
    }
}
