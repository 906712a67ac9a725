package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.KinesisResources;
import dev.millrace.gateway.audit.sink.AuditFile;
import dev.millrace.gateway.audit.sink.AuditLogSink;
import dev.millrace.gateway.audit.sink.AuditSink;
import dev.millrace.gateway.audit.sink.AuditStream;
import dev.millrace.gateway.audit.sink.RotatingFile;
import dev.millrace.gateway.audit.sink.Sinks;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.settings.AuditSettings;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Wires what records calls. Whatever carries an event is closed after it, as its bean is needed here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
public class AuditTrailConfiguration {
    /** A file is replaced when it is so large, or so old. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private static final Duration OLDEST_FILE = Duration.ofDays(1);

    /** How long the last events may take at shutdown. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(5);

    private static final Duration SUMS = Duration.ofSeconds(10);

    @Bean
    Sinks auditSinks(
            AuditSettings settings,
            ManagedChannel metadataChannel,
            OperationHandlers<Mono<KinesisResponse>> operations,
            MeterRegistry meters,
            Clock clock) {
        List<AuditSink> sinks = new ArrayList<>();
        settings.file()
                .place()
                .ifPresent(directory -> sinks.add(new AuditFile(rotating(directory, settings.file(), clock))));
        if (settings.store()) {
            sinks.add(new AuditLogSink(metadataChannel));
        }
        settings.streamName().ifPresent(stream -> sinks.add(new AuditStream(operations, stream)));
        Sinks all = new Sinks(sinks, settings.testing().queue().toBytes(), settings.whenFull(), DRAIN_TIME);
        all.register(meters);
        return all;
    }

    private static RotatingFile rotating(Path directory, AuditSettings.Files files, Clock clock) {
        return new RotatingFile(
                directory, new RotatingFile.Limits(LARGEST_FILE, OLDEST_FILE, files.most(), true), clock);
    }

    @Bean
    AuditTrail auditTrail(
            AuditSettings settings,
            GatewaySettings gateway,
            Streams streams,
            StreamTokens tokens,
            IdentityMirror identities,
            Sinks sinks,
            Clock clock) {
        return new AuditTrail(
                DataEvents.of(settings.dataEvents()),
                new KinesisResources(streams, tokens),
                new CallerIdentities(identities, gateway.accountId()),
                sinks,
                gateway.region(),
                clock);
    }

    /** Reports now and then those that are too many to be reported one by one. */
    @Bean(destroyMethod = "dispose")
    Disposable strangerSums(AuditTrail trail, MeterRegistry meters) {
        FunctionCounter.builder("millrace.audit.summed", trail, AuditTrail::summedUp)
                .description("Calls of unknown senders that are reported by a sum, as they were too many")
                .register(meters);
        return Schedulers.parallel()
                .schedulePeriodically(trail::sumUp, SUMS.toMillis(), SUMS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The health group "audit": down while events cannot be written somewhere. They wait, as long as there is room. */
    @Bean("auditEvents")
    ReactiveHealthIndicator auditHealth(Sinks sinks) {
        return () -> Mono.fromSupplier(() -> {
            List<String> failing = sinks.failing();
            return (failing.isEmpty() ? Health.up() : Health.down())
                    .withDetail("failing", failing)
                    .build();
        });
    }
}
