package dev.millrace.internal.rpc;

import dev.millrace.tls.CertificateMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;

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
        tls.credentials()
                .map(ServiceTls.Credentials::identity)
                .ifPresent(identity -> CertificateMeters.register(
                        meters,
                        "millrace.internal.certificate",
                        Tags.empty(),
                        "that this service shows to the others",
                        identity,
                        clock));
    }
}
