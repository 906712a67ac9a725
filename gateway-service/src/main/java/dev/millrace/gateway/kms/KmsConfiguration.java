package dev.millrace.gateway.kms;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.front.transfer.BudgetMeters;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.MetadataCalls;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.rpc.StalenessMeter;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires which keys are known here, and who may use them. */
@Configuration(proxyBeanMethods = false)
public class KmsConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    KeyMirror keyMirror(ManagedChannel metadataChannel) {
        return new KeyMirror(metadataChannel);
    }

    @Bean
    KeyCalls keyCalls(ManagedChannel metadataChannel, KeyMirror mirror, GatewaySettings settings) {
        return new KeyCalls(metadataChannel, mirror, settings.clusterSecret());
    }

    @Bean
    KeyAuthorizer keyAuthorizer(Decider decider, GatewaySettings settings, BudgetMeters meters) {
        return new KeyAuthorizer(decider, new CompiledKeyPolicies(meters), settings.accountId());
    }

    @Bean
    KmsService kmsService(
            ManagedChannel metadataChannel,
            MetadataCalls calls,
            KeyMirror mirror,
            KeyCalls keys,
            KeyAuthorizer authorizer,
            GatewaySettings settings) {
        KmsAuthorization authorization = new KmsAuthorization(keys, authorizer, settings.region());
        return new KmsService(authorization, metadataChannel, calls, mirror);
    }

    @Bean
    MeterBinder keyMeters(KeyMirror mirror) {
        return registry -> {
            Gauge.builder("millrace.gateway.keys", mirror, KeyMirror::size)
                    .description("Named keys that this gateway knows")
                    .register(registry);
            new StalenessMeter("millrace.gateway.keys.stale", mirror::staleFor).bindTo(registry);
        };
    }
}
