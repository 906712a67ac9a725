package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.grpc.ScalingEndpoint;
import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.scaling.AutomaticScaling;
import dev.millrace.metadata.scaling.ScalingSettings;
import dev.millrace.metadata.scaling.WriteRateStore;
import dev.millrace.metadata.scaling.storage.WriteRateTables;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.service.PeriodicTask;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Streams that scale by themselves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScalingSettings.class)
class ScalingConfiguration {
    @Bean
    WriteRateStore writeRateStore(CqlSession session) {
        return new WriteRateTables(session);
    }

    @Bean
    AutomaticScaling automaticScaling(
            StreamCatalog catalog, WriteRateStore rates, Resharding resharding, ScalingSettings settings, Clock clock) {
        return new AutomaticScaling(catalog, rates, resharding, settings, clock);
    }

    @Bean
    PeriodicTask scalingLooks(AutomaticScaling scaling, ScalingSettings settings) {
        return new PeriodicTask("Scaling streams", settings.interval(), scaling::lookAtAll);
    }

    @Bean
    ScalingEndpoint scalingEndpoint(
            StreamCatalog catalog, WriteRateStore rates, AutomaticScaling scaling, ScalingSettings settings) {
        return new ScalingEndpoint(catalog, rates, scaling, settings.rateValidFor());
    }
}
