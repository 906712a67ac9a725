package dev.millrace.internal.rpc;

import dev.millrace.internal.auth.ServiceName;
import dev.millrace.tls.FileWatch;
import dev.millrace.tls.PemFiles;
import dev.millrace.tls.ReloadedIdentity;
import dev.millrace.tls.ReloadedTrust;
import dev.millrace.tls.TlsPolicy;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Mutual TLS between the services, or none: a process that runs all of them has nobody to hide from on its own loopback. A
 * server's certificate is that of its service, whatever machine it runs on, so instances come and go without new ones.
 */
public final class ServiceTls implements AutoCloseable {
    private final Optional<Credentials> credentials;
    private volatile @Nullable Disposable watching;

    private ServiceTls(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /** Calls without TLS. */
    public static ServiceTls off() {
        return new ServiceTls(Optional.empty());
    }

    /**
     * Calls by these files, which may be replaced at any time.
     *
     * @param own of the service that calls and is called here
     * @param authorities who must have signed the certificates of the others
     * @throws IllegalStateException if they cannot be used
     */
    public static ServiceTls with(PemFiles own, Path authorities) {
        return new ServiceTls(Optional.of(new Credentials(ReloadedIdentity.of(own), ReloadedTrust.of(authorities))));
    }

    /** What both sides of a handshake go by; empty without TLS. */
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** Sets up a channel to a service, which hangs up on all but that service. */
    NettyChannelBuilder secure(NettyChannelBuilder channel, ServiceName callee) {
        return credentials
                .map(files -> channel.sslContext(files.clientContext()).overrideAuthority(callee.text()))
                .orElseGet(channel::usePlaintext);
    }

    /** Begins to look for files that have been replaced. */
    public void watch() {
        credentials.ifPresent(files -> watching = FileWatch.start(files::reload));
    }

    @Override
    public void close() {
        Disposable watch = watching;
        if (watch != null) {
            watch.dispose();
        }
    }

    /**
     * Open connections stay as they are when these change; new ones go by what is current.
     *
     * @param identity what this service shows of itself
     * @param authorities whose word it takes for who the others are
     */
    public record Credentials(ReloadedIdentity identity, ReloadedTrust authorities) {
        private void reload() {
            identity.reload();
            authorities.reload();
        }

        private SslContext clientContext() {
            try {
                return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .keyManager(identity.keyManager())
                        .trustManager(authorities.trustManager())
                        .protocols(TlsPolicy.PROTOCOLS)
                        .ciphers(TlsPolicy.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException("TLS between the services cannot be set up", e);
            }
        }
    }
}
