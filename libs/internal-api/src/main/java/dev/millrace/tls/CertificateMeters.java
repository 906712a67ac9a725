package dev.millrace.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;

/** How long a certificate is good, and whether it is the one that its files hold. */
public final class CertificateMeters {
    private CertificateMeters() {}

    /**
     * Registers both gauges.
     *
     * @param name the beginning of their names
     * @param which of the certificates it is: "of a listener"
     */
    public static void register(
            MeterRegistry meters, String name, Tags tags, String which, ReloadedIdentity identity, Clock clock) {
        Gauge.builder(
                        name + ".expiry",
                        identity,
                        shown -> shown.timeLeft(clock.instant()).toSeconds())
                .description("Until the certificate " + which + " expires")
                .baseUnit("seconds")
                .tags(tags)
                .register(meters);
        Gauge.builder(name + ".outdated", identity, shown -> shown.isOutdated() ? 1 : 0)
                .description("1 while the files of the certificate " + which + " hold one that cannot be used")
                .tags(tags)
                .register(meters);
    }
}
