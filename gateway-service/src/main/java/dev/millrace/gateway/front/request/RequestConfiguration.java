package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.transfer.BudgetMeters;
import dev.millrace.gateway.front.transfer.Transfers;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.protocol.message.Operation;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.SignatureVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what all faces receive requests with: bodies share one budget, signatures are verified in one place. */
@Configuration(proxyBeanMethods = false)
public class RequestConfiguration {
    /** What the small bodies of senders whom nobody knows may take together. */
    private static final long STRANGERS = 4L * 1024 * 1024;

    @Bean
    SignatureVerifier signatureVerifier(GatewaySettings settings, CredentialStore credentials, Clock clock) {
        return new SignatureVerifier(credentials, settings.region(), Operation.SERVICE, clock);
    }

    @Bean
    BodyReader bodyReader(GatewaySettings settings, Transfers transfers, BudgetMeters meters) {
        GatewaySettings.Gateway gateway = settings.gateway();
        return new BodyReader(
                Math.toIntExact(gateway.testing().maxBody().toBytes()),
                meters.shared("requests", gateway.maxRequestBytesInFlight().toBytes()),
                meters.shared("strangers", STRANGERS),
                transfers);
    }
}
