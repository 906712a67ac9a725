package dev.millrace.gateway.subscription;

import dev.millrace.gateway.call.Authorizer;
import dev.millrace.gateway.call.StandingWatch;
import dev.millrace.gateway.encryption.RecordKeys;
import dev.millrace.gateway.metadata.Streams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires who may have what is pushed. */
@Configuration(proxyBeanMethods = false)
public class SubscriptionConfiguration {
    @Bean
    SubscriberRights subscriberRights(
            Authorizer authorizer, RecordKeys keys, Streams streams, StandingWatch standings) {
        return new SubscriberRights(authorizer, keys, streams, standings);
    }
}
