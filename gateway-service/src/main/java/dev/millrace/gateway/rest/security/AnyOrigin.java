package dev.millrace.gateway.rest.security;

import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

/** Lets pages of any origin call, as the AWS face does: a browser adds nothing to a request that would let it in. */
final class AnyOrigin implements CorsConfigurationSource {
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final CorsConfiguration configuration = new CorsConfiguration();

    AnyOrigin() {
        configuration.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        configuration.setAllowedMethods(List.of(CorsConfiguration.ALL));
        configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        configuration.setExposedHeaders(List.of("x-amzn-RequestId", "Location", "Date"));
        configuration.setMaxAge(REMEMBERED);
    }

    @Override
    public CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
        return configuration;
    }
}
