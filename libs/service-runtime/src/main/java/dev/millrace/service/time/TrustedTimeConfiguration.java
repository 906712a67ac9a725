package dev.millrace.service.time;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.service.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The one clock of a service that has a session: its witnesses are the nodes of Cassandra. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustedTimeConfiguration.Testing.class)
public class TrustedTimeConfiguration {
    private static final Logger log = LoggerFactory.getLogger(TrustedTimeConfiguration.class);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    @Bean
    ClockSettings clockSettings(Testing testing) {
        return new ClockSettings(Duration.ofSeconds(60), Duration.ofSeconds(10), testing.settling, Duration.ofHours(1));
    }

    @Bean
    ClockWitness clockWitness(CqlSession session) {
        return new CassandraTime(session);
    }

    /** Asked for once before anything of the service goes by it; should nobody answer, then that goes on being tried. */
    @Bean
    TrustedClock trustedClock(ClockSettings settings, ClockWitness witness) {
        TrustedClock clock = new TrustedClock(System::nanoTime, System::currentTimeMillis, settings);
        witness.ask()
                .doOnNext(clock::witnessed)
                .then()
                .timeout(FIRST_ANSWER)
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> log.warn("Nobody has witnessed the clock yet: {}", failure.toString())))
                .block();
        return clock;
    }

    @Bean
    PeriodicTask clockChecks(TrustedClock clock, ClockWitness witness, ClockSettings settings) {
        ClockCheck check = new ClockCheck(clock, witness);
        return new PeriodicTask("Asking for the time", settings.checkInterval(), check::run);
    }

    @Bean
    MeterBinder clockMeters(TrustedClock clock) {
        return registry -> {
            Gauge.builder("millrace.clock.ahead", clock, it -> it.ahead().toMillis() / 1000.0)
                    .description("How far this machine's clock is ahead of its witnesses; negative when it is behind")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("millrace.clock.trusted", clock, it -> it.doubt() == ClockDoubt.NONE ? 1 : 0)
                    .description("Whether the clock is trusted for what cannot be taken back")
                    .register(registry);
        };
    }

    /** Known to the health endpoint as "clock". What is right by itself within minutes is no reason to be down. */
    @Bean
    HealthIndicator clockHealthIndicator(TrustedClock clock) {
        return () -> (clock.isOff() ? Health.down() : Health.up())
                .withDetail("clock", clock.doubt().text())
                .withDetail("aheadSeconds", clock.ahead().toSeconds())
                .build();
    }

    /**
     * What only tests change.
     *
     * @param settling see {@link ClockSettings}
     */
    @ConfigurationProperties("millrace.clock.testing")
    record Testing(@DefaultValue("5m") Duration settling) {}
}
