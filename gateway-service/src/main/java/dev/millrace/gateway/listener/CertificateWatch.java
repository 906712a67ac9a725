package dev.millrace.gateway.listener;

import dev.millrace.tls.ReloadedIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Looks for certificates that have been replaced, and tells how long those that are shown are good. One that has expired is a
 * failure; one that cannot be used while an earlier one still is, is nothing to take a gateway out of service for.
 */
final class CertificateWatch implements SmartLifecycle, HealthIndicator {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final List<Entrance> entrances;
    private final Clock clock;
    private volatile @Nullable Disposable watching;

    CertificateWatch(List<Entrance> all, Clock clock, MeterRegistry meters) {
        this.entrances = all.stream().filter(one -> one.tls().isPresent()).toList();
        this.clock = clock;
        entrances.forEach(entrance -> register(entrance, meters));
    }

    private void register(Entrance entrance, MeterRegistry meters) {
        String listener = entrance.listener().name();
        ReloadedIdentity identity = identity(entrance);
        Gauge.builder("millrace.gateway.certificate.expiry", identity, shown -> secondsLeft(shown))
                .description("Until the certificate of a listener expires")
                .baseUnit("seconds")
                .tag("listener", listener)
                .register(meters);
        Gauge.builder("millrace.gateway.certificate.outdated", identity, shown -> shown.isOutdated() ? 1 : 0)
                .description("1 while the files of a listener's certificate hold one that cannot be used")
                .tag("listener", listener)
                .register(meters);
    }

    @Override
    public void start() {
        watching = Schedulers.boundedElastic()
                .schedulePeriodically(this::reload, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reload() {
        entrances.forEach(entrance -> entrance.tls().ifPresent(ListenerTls::reload));
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Entrance entrance : entrances) {
            ReloadedIdentity identity = identity(entrance);
            if (secondsLeft(identity) <= 0) {
                health.down();
            } else if (identity.isOutdated() && health.build().getStatus().equals(Status.UP)) {
                health.unknown();
            }
            health.withDetail(entrance.listener().name(), identity.expiry());
        }
        return health.build();
    }

    private double secondsLeft(ReloadedIdentity identity) {
        return Duration.between(clock.instant(), identity.expiry()).toSeconds();
    }

    private static ReloadedIdentity identity(Entrance entrance) {
        return entrance.tls().orElseThrow().identity();
    }

    @Override
    public void stop() {
        Disposable last = watching;
        if (last != null) {
            last.dispose();
        }
        watching = null;
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
