package dev.millrace.gateway.call;

import dev.millrace.gateway.settings.GatewaySettings;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the limits, or none when they are off. */
@Configuration(proxyBeanMethods = false)
public class LimitsConfiguration {
    @Bean
    CallLimits callLimits(GatewaySettings settings) {
        return settings.limits().enabled()
                ? CallLimits.of(settings.limits().callsPerSecond(), settings.accountId(), System::nanoTime)
                : CallLimits.none(settings.accountId(), System::nanoTime);
    }

    @Bean
    ServiceLimits serviceLimits(GatewaySettings settings) {
        Map<String, Integer> rates =
                settings.limits().enabled() ? settings.limits().serviceCallsPerSecond() : Map.of();
        return new ServiceLimits(rates, System::nanoTime);
    }
}
