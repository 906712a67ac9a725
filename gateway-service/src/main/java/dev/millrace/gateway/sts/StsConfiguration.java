package dev.millrace.gateway.sts;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.signing.credentials.CredentialStore;
import dev.millrace.signing.sigv4.SignatureVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the security token service. */
@Configuration(proxyBeanMethods = false)
public class StsConfiguration {
    @Bean
    StsRequestHandler stsRequestHandler(GatewaySettings settings, CredentialStore credentials, Clock clock) {
        return new StsRequestHandler(
                new SignatureVerifier(credentials, settings.region(), StsRequestHandler.SERVICE, clock));
    }
}
