package dev.millrace.service;

import dev.millrace.tls.PemFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether CQL is spoken through TLS.
 *
 * @param authorities who must have signed the certificates of the nodes, a PEM file
 * @param verifyHost whether a node's certificate must name the host or address that it is reached at; what the other nodes
 *     of a cluster are reached at is the address that they tell
 * @param certificate of this service, a PEM file, for nodes that ask for one
 * @param privateKey the certificate's
 */
public record StorageTlsSettings(
        boolean enabled,
        @Nullable Path authorities,
        @DefaultValue("true") boolean verifyHost,
        @Nullable Path certificate,
        @Nullable Path privateKey) {
    /** @throws IllegalArgumentException if it is on, and no authority is named, or a certificate without its key */
    StorageTls open() {
        if (!enabled) {
            return StorageTls.off();
        }
        return StorageTls.with(
                named(authorities)
                        .orElseThrow(() -> new IllegalArgumentException("millrace.cassandra.tls.authorities"
                                + " (MILLRACE_CASSANDRA_TLS_AUTHORITIES) is needed for TLS to Cassandra")),
                verifyHost,
                own());
    }

    private Optional<PemFiles> own() {
        Optional<Path> chain = named(certificate);
        Optional<Path> key = named(privateKey);
        if (chain.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("millrace.cassandra.tls.certificate and private-key"
                    + " (MILLRACE_CASSANDRA_TLS_CERTIFICATE, MILLRACE_CASSANDRA_TLS_PRIVATE_KEY) are needed together");
        }
        return chain.map(file -> new PemFiles(file, key.orElseThrow()));
    }

    private static Optional<Path> named(@Nullable Path file) {
        return Optional.ofNullable(file).filter(path -> !path.toString().isEmpty());
    }
}
