package dev.millrace.gateway.front.listener;

import dev.millrace.tls.CertificateMeters;
import dev.millrace.tls.FileWatch;
import dev.millrace.tls.ReloadedIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/**
 * Looks for certificates that have been replaced, and tells how long those that are shown are good. One that has expired is a
 * failure; one that cannot be used while an earlier one still is, is nothing to take a gateway out of service for.
 */
final class CertificateWatch implements SmartLifecycle, HealthIndicator {
    private final List<ListenerSetup> setups;
    private final Clock clock;
    private volatile @Nullable Disposable watching;

    CertificateWatch(List<ListenerSetup> all, Clock clock, MeterRegistry meters) {
        this.setups = all.stream().filter(one -> one.tls().isPresent()).toList();
        this.clock = clock;
        setups.forEach(setup -> register(setup, meters));
    }

    private void register(ListenerSetup setup, MeterRegistry meters) {
        CertificateMeters.register(
                meters,
                "millrace.gateway.certificate",
                Tags.of("listener", setup.listener().name()),
                "of a listener",
                identity(setup),
                clock);
    }

    @Override
    public void start() {
        watching = FileWatch.start(this::reload);
    }

    private void reload() {
        setups.forEach(setup -> setup.tls().ifPresent(ListenerTls::reload));
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (ListenerSetup setup : setups) {
            ReloadedIdentity identity = identity(setup);
            if (identity.timeLeft(clock.instant()).toSeconds() <= 0) {
                health.down();
            } else if (identity.isOutdated() && health.build().getStatus().equals(Status.UP)) {
                health.unknown();
            }
            health.withDetail(setup.listener().name(), identity.expiry());
        }
        return health.build();
    }

    private static ReloadedIdentity identity(ListenerSetup setup) {
        return setup.tls().orElseThrow().identity();
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
