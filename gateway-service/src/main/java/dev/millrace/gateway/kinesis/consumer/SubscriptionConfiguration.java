package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.access.Authorizer;
import dev.millrace.gateway.caller.StandingWatch;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.streams.Streams;
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
