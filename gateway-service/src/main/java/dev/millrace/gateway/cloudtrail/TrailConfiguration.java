package dev.millrace.gateway.cloudtrail;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.MetadataCalls;
import dev.millrace.gateway.streams.NextTokens;
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
            Decider decider,
            GatewaySettings settings,
            Clock clock) {
        return new Lookups(
                metadataChannel, calls, decider, new NextTokens(settings.clusterSecret(), "events", clock), clock);
    }

    @Bean
    TrailService trailService(Lookups lookups) {
        return new TrailService(lookups);
    }
}
