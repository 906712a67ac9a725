package dev.millrace.gateway.trail;

import dev.millrace.gateway.identity.PrincipalRights;
import dev.millrace.gateway.iterator.NextTokens;
import dev.millrace.gateway.metadata.MetadataCalls;
import dev.millrace.gateway.settings.GatewaySettings;
import io.grpc.ManagedChannel;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires look-ups of events. */
@Configuration(proxyBeanMethods = false)
public class TrailConfiguration {
    @Bean
    Lookups lookups(
            ManagedChannel metadataChannel,
            MetadataCalls calls,
            PrincipalRights rights,
            GatewaySettings settings,
            Clock clock) {
        return new Lookups(
                metadataChannel,
                calls,
                rights,
                new NextTokens(settings.clusterSecret(), "events", clock),
                settings.region(),
                clock);
    }

    @Bean
    TrailService trailService(Lookups lookups) {
        return new TrailService(lookups);
    }
}
