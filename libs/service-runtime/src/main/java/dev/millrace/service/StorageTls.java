package dev.millrace.service;

import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import dev.millrace.tls.CertificateMeters;
import dev.millrace.tls.FileWatch;
import dev.millrace.tls.PemFiles;
import dev.millrace.tls.ReloadedIdentity;
import dev.millrace.tls.ReloadedTrust;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * TLS to Cassandra's nodes, or none. Its files may be replaced at any time: new connections go by what is current, open
 * ones go on.
 */
final class StorageTls implements MeterBinder, AutoCloseable {
    private final Optional<SslEngineFactory> engines;
    private final Optional<ReloadedIdentity> identity;
    private final Runnable reload;
    private @Nullable Disposable watching;

    private StorageTls(Optional<SslEngineFactory> engines, Optional<ReloadedIdentity> identity, Runnable reload) {
        this.engines = engines;
        this.identity = identity;
        this.reload = reload;
    }

    static StorageTls off() {
        return new StorageTls(Optional.empty(), Optional.empty(), () -> {});
    }

    /**
     * TLS by these files.
     *
     * @param authorities who must have signed the certificates of the nodes
     * @param verifyHost whether these must name the host or address that a node is reached at
     * @param own what this service shows to nodes that ask
     * @throws IllegalStateException if the files cannot be used
     */
    static StorageTls with(Path authorities, boolean verifyHost, Optional<PemFiles> own) {
        ReloadedTrust trust = verifyHost ? ReloadedTrust.of(authorities) : ReloadedTrust.ofAnyHost(authorities);
        Optional<ReloadedIdentity> identity = own.map(ReloadedIdentity::of);
        return new StorageTls(Optional.of(new NodeEngines(context(trust, identity))), identity, () -> {
            trust.reload();
            identity.ifPresent(ReloadedIdentity::reload);
        });
    }

    private static SSLContext context(ReloadedTrust trust, Optional<ReloadedIdentity> identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity.stream().map(ReloadedIdentity::keyManager).toArray(KeyManager[]::new),
                    new TrustManager[] {trust.trustManager()},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS to Cassandra cannot be set up", e);
        }
    }

    /** For the driver; empty without TLS. */
    Optional<SslEngineFactory> engines() {
        return engines;
    }

    /** Takes up files that have been replaced. Blocks. */
    void reload() {
        reload.run();
    }

    /** Begins to look for files that have been replaced. */
    void watch() {
        if (engines.isPresent()) {
            watching = FileWatch.start(this::reload);
        }
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        identity.ifPresent(shown -> CertificateMeters.register(
                meters,
                "millrace.cassandra.certificate",
                Tags.empty(),
                "that this service shows to Cassandra",
                shown,
                Clock.systemUTC()));
    }

    @Override
    public void close() {
        if (watching != null) {
            watching.dispose();
        }
    }
}
