package dev.millrace.gateway.sse;

import dev.millrace.gateway.consumer.ConsumerCalls;
import dev.millrace.gateway.consumer.RegisteredConsumers;
import dev.millrace.gateway.identity.SessionTokens;
import dev.millrace.gateway.metadata.Streams;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.subscription.SubscriberRights;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires server-sent events. */
@Configuration(proxyBeanMethods = false)
public class SseConfiguration {
    @Bean
    Followers followers(
            Streams streams,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            ResourceArns arns,
            SubscriberRights rights,
            JsonMapper json,
            Clock clock) {
        return new Followers(streams, consumers, registry, arns, rights, json, clock);
    }

    @Bean
    EventUrls eventUrls(SessionTokens sessions, GatewaySettings settings, Clock clock) {
        return new EventUrls(sessions, settings.region(), clock);
    }
}
