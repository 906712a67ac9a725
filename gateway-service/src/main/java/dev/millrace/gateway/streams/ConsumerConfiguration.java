package dev.millrace.gateway.streams;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.rpc.ServiceChannels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way to the consumer registry. */
@Configuration(proxyBeanMethods = false)
public class ConsumerConfiguration {
    @Bean(destroyMethod = "close")
    RegistryInstances registryInstances(GatewaySettings settings, ServiceChannels channels) {
        return new RegistryInstances(settings.consumerRegistry().addresses().stream()
                .map(address -> channels.open(ServiceName.CONSUMER_REGISTRY, address))
                .toList());
    }

    @Bean
    ConsumerCalls consumerCalls(RegistryInstances instances) {
        return new ConsumerCalls(instances);
    }

    @Bean
    RegisteredConsumers registeredConsumers(Streams streams, ConsumerCalls calls) {
        return new RegisteredConsumers(streams, calls);
    }
}
