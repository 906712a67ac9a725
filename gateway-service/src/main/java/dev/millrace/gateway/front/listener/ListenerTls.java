package dev.millrace.gateway.front.listener;

import dev.millrace.tls.ReloadedIdentity;
import dev.millrace.tls.ReloadedTrust;
import dev.millrace.tls.TlsPolicy;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** TLS as one listener speaks it. What it shows and whom it believes may change while it runs. */
final class ListenerTls {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final ReloadedIdentity identity;
    private final Optional<ReloadedTrust> clientAuthorities;
    private final SslContext context;

    /** @param clientAuthorities who must have signed the certificates of clients, where those have any */
    ListenerTls(ReloadedIdentity identity, Optional<ReloadedTrust> clientAuthorities, ClientAuth clientAuth) {
        this.identity = identity;
        this.clientAuthorities = clientAuthorities;
        this.context = context(identity, clientAuthorities, clientAuth);
    }

    /**
     * Encrypts a new connection in front of everything else, so that what comes behind sees plain bytes and finds out by
     * itself which HTTP it is. The server's own TLS set-up would go by ALPN alone, and the Java SDK's asynchronous client speaks
     * HTTP/2 without it.
     *
     * @param handshakes gets what the handshake came to, if it succeeds, before anything comes through
     */
    void encrypt(Channel connection, Consumer<SSLSession> handshakes) {
        SslHandler tls = context.newHandler(connection.alloc());
        tls.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        connection.pipeline().addFirst("millrace.tls", tls);
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                handshakes.accept(tls.engine().getSession());
            }
        });
    }

    ReloadedIdentity identity() {
        return identity;
    }

    /** Blocks. */
    void reload() {
        identity.reload();
        clientAuthorities.ifPresent(ReloadedTrust::reload);
    }

    private static SslContext context(
            ReloadedIdentity identity, Optional<ReloadedTrust> clientAuthorities, ClientAuth clientAuth) {
        SslContextBuilder builder = SslContextBuilder.forServer(identity.keyManager())
                .sslProvider(SslProvider.JDK)
                .protocols(TlsPolicy.PROTOCOLS)
                .ciphers(TlsPolicy.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .clientAuth(clientAuth);
        clientAuthorities.ifPresent(trust -> builder.trustManager(trust.trustManager()));
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }
}
