package dev.millrace.gateway.kms;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires who may use the keys of encrypted streams. */
@Configuration(proxyBeanMethods = false)
public class RecordKeyConfiguration {
    /** When what is known of keys is older, none can be used. */
    private static final Duration STALENESS = Duration.ofSeconds(60);

    @Bean
    RecordKeys recordKeys(
            KeyMirror mirror, KeyCalls calls, KeyAuthorizer authorizer, Streams streams, GatewaySettings settings) {
        return new RecordKeys(mirror, calls, authorizer, streams, settings.region(), STALENESS);
    }
}
