package dev.millrace.gateway.aws;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.transport.ByteBudget;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.signing.credentials.Credential;
import dev.millrace.signing.credentials.CredentialStore;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.sigv4.SignatureVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the AWS endpoint. */
@Configuration(proxyBeanMethods = false)
public class AwsConfiguration {
    private static final String SERVICE = "kinesis";

    @Bean
    CredentialStore credentials(GatewaySettings settings) {
        Credential root = Credential.lasting(
                settings.root().accessKeyId(),
                settings.root().secretAccessKey(),
                Principal.rootOf(settings.accountId()));
        return accessKeyId -> root.accessKeyId().equals(accessKeyId) ? Optional.of(root) : Optional.empty();
    }

    @Bean
    AwsEndpoint awsEndpoint(
            GatewaySettings settings,
            CredentialStore credentials,
            OperationHandlers<Mono<KinesisResponse>> operations,
            MeterRegistry meters,
            ByteBudget responseBudget,
            Clock clock) {
        GatewaySettings.Gateway gateway = settings.gateway();
        BodyReader bodies = new BodyReader(
                Math.toIntExact(gateway.maxBody().toBytes()),
                new ByteBudget(gateway.maxRequestBytesInFlight().toBytes()),
                gateway.headerTimeout(),
                gateway.leastBodyRate().toBytes());
        SignatureVerifier verifier = new SignatureVerifier(credentials, settings.region(), SERVICE, clock);
        AwsRequestHandler handler =
                new AwsRequestHandler(verifier, new RootOnlyAuthorizer(), operations, new CallMetrics(meters));
        return new AwsEndpoint(bodies, handler, responseBudget, new HttpDate(clock));
    }
}
