package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what decides. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
    @Bean
    Authorizer authorizer(
            PrincipalRights rights,
            Streams streams,
            StreamCatalogCalls catalog,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            StreamTokens tokens,
            GatewaySettings settings,
            Clock clock) {
        AttachmentSource source = new AttachmentSource(catalog, consumers, registry);
        return new PolicyAuthorizer(
                rights,
                new Targets(streams, consumers, tokens),
                new ResourceAttachments(source::read, System::nanoTime, GatewaySettings.IDENTITY_STALENESS),
                settings.region(),
                settings.accountId(),
                clock);
    }

    @Bean
    Decider decider(PrincipalRights rights, GatewaySettings settings, Clock clock) {
        return new Decider(rights, settings.region(), clock);
    }
}
