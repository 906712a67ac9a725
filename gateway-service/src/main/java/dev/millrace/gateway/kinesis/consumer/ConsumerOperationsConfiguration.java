package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the operations on consumers. */
@Configuration(proxyBeanMethods = false)
public class ConsumerOperationsConfiguration {
    @Bean
    OperationSubject consumerOperations(
            GatewaySettings settings,
            Streams streams,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            SubscriberRights rights,
            CallLimits limits,
            Clock clock) {
        return OperationSubject.of(
                new DeregisterStreamConsumerHandler(consumers, registry),
                new DescribeStreamConsumerHandler(streams, consumers),
                new ListStreamConsumersHandler(
                        streams, consumers, registry, new NextTokens(settings.clusterSecret(), "consumers", clock)),
                new RegisterStreamConsumerHandler(streams, consumers, registry),
                new SubscribeToShardHandler(streams, consumers, registry, rights, limits, clock));
    }
}
