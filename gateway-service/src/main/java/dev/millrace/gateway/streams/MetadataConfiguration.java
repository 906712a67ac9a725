package dev.millrace.gateway.streams;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.StalenessMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the way to the metadata service. */
@Configuration(proxyBeanMethods = false)
public class MetadataConfiguration {
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);

    @Bean(destroyMethod = "shutdown")
    ManagedChannel metadataChannel(ServiceChannels channels, GatewaySettings settings) {
        return channels.open(ServiceName.METADATA, settings.metadata().address());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StreamMirror streamMirror(ManagedChannel metadataChannel) {
        return new StreamMirror(metadataChannel);
    }

    @Bean
    MeterBinder streamStaleness(StreamMirror mirror) {
        return new StalenessMeter("millrace.gateway.streams.stale", mirror::staleFor);
    }

    @Bean
    InstallationCheck installationCheck(ManagedChannel metadataChannel, GatewaySettings settings) {
        return new InstallationCheck(metadataChannel, settings);
    }

    @Bean
    Streams streams(StreamMirror mirror, GatewaySettings settings) {
        return new Streams(mirror, settings.region(), settings.accountId());
    }

    @Bean
    MetadataCalls metadataCalls() {
        return new MetadataCalls(breaker(), CALL_DEADLINE);
    }

    @Bean
    StreamCatalogCalls streamCatalogCalls(ManagedChannel metadataChannel, MetadataCalls calls) {
        return new StreamCatalogCalls(metadataChannel, calls);
    }

    @Bean
    AccountCalls accountCalls(ManagedChannel metadataChannel, MetadataCalls calls) {
        return new AccountCalls(metadataChannel, calls);
    }

    @Bean
    ReshardingCalls reshardingCalls(ManagedChannel metadataChannel, MetadataCalls calls) {
        return new ReshardingCalls(metadataChannel, calls);
    }

    @Bean
    ScalingCalls scalingCalls(ManagedChannel metadataChannel, MetadataCalls calls) {
        return new ScalingCalls(metadataChannel, calls);
    }

    /** Opens when most of the last seconds' calls failed, and tries again soon: a restart takes seconds, not minutes. */
    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "metadata",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .ignoreException(DomainErrors::isRefusal)
                        .build());
    }

    /** Ready when the mirror is complete and kept fresh. */
    @Bean
    ReactiveHealthIndicator metadataHealthIndicator(StreamMirror mirror) {
        return () -> Mono.fromSupplier(() -> (mirror.isCurrent() ? Health.up() : Health.down())
                .withDetail("staleForSeconds", mirror.staleFor().toSeconds())
                .build());
    }
}
