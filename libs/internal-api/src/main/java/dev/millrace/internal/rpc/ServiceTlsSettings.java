package dev.millrace.internal.rpc;

import dev.millrace.tls.PemFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether services know each other by certificates: {@code millrace.internal.tls}.
 *
 * @param certificate of this service, a PEM file
 * @param privateKey the certificate's
 * @param authorities who must have signed the certificates of the others, a PEM file
 */
public record ServiceTlsSettings(
        boolean enabled,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path authorities) {
    /** @throws IllegalArgumentException if it is on, and not all files are named */
    public ServiceTls open() {
        return enabled
                ? ServiceTls.with(
                        new PemFiles(
                                named(certificate, "certificate", "CERTIFICATE"),
                                named(privateKey, "private-key", "PRIVATE_KEY")),
                        named(authorities, "authorities", "AUTHORITIES"))
                : ServiceTls.off();
    }

    private static Path named(@Nullable Path file, String property, String variable) {
        if (file == null || file.toString().isEmpty()) {
            throw new IllegalArgumentException("millrace.internal.tls." + property + " (MILLRACE_INTERNAL_TLS_"
                    + variable + ") is needed for TLS between the services");
        }
        return file;
    }
}
