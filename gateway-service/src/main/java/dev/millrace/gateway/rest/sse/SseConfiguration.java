package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.gateway.kinesis.consumer.SubscriberRights;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires server-sent events. */
@Configuration(proxyBeanMethods = false)
public class SseConfiguration {
    @Bean
    EventStreams eventStreams(
            Streams streams,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            ResourceArns arns,
            SubscriberRights rights,
            JsonMapper json,
            Clock clock) {
        return new EventStreams(streams, consumers, registry, arns, rights, json, clock);
    }

    @Bean
    EventUrls eventUrls(SessionTokens sessions, GatewaySettings settings, Clock clock) {
        return new EventUrls(sessions, settings.region(), clock);
    }
}
