package dev.millrace.internal.rpc;

import dev.millrace.tls.ReloadedIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/** How long the certificate is good that a service shows to the others. */
public final class ServiceCertificateMetrics implements MeterBinder {
    private final ServiceTls tls;
    private final Clock clock;

    public ServiceCertificateMetrics(ServiceTls tls, Clock clock) {
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        tls.credentials().map(ServiceTls.Credentials::identity).ifPresent(identity -> {
            Gauge.builder("millrace.internal.certificate.expiry", identity, this::secondsLeft)
                    .description("Until the certificate that this service shows to the others expires")
                    .baseUnit("seconds")
                    .register(meters);
            Gauge.builder("millrace.internal.certificate.outdated", identity, shown -> shown.isOutdated() ? 1 : 0)
                    .description("1 while the files of that certificate hold one that cannot be used")
                    .register(meters);
        });
    }

    private double secondsLeft(ReloadedIdentity shown) {
        return Duration.between(clock.instant(), shown.expiry()).toSeconds();
    }
}
