package dev.millrace.gateway.listener;

import dev.millrace.gateway.settings.GatewaySettings.PemFiles;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.server.HttpServer;

/** The TLS port, beside the plain one that Spring Boot opens; it starts and ends with it. */
public final class TlsListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TlsListener.class);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final Function<HttpServer, HttpServer> configured;
    private final Supplier<PemFiles> certificate;
    private final Duration shutdown;
    private volatile @Nullable DisposableServer server;

    /** @param configured adds address, bounds and handlers to a server */
    TlsListener(Function<HttpServer, HttpServer> configured, Supplier<PemFiles> certificate, Duration shutdown) {
        this.configured = configured;
        this.certificate = certificate;
        this.shutdown = shutdown;
    }

    /** The port that is really open, for tests that asked for any. */
    public int port() {
        DisposableServer running = server;
        return running == null ? -1 : running.port();
    }

    @Override
    public void start() {
        PemFiles files = certificate.get();
        SslContext context = contextOf(files);
        DisposableServer started = configured
                .apply(HttpServer.create())
                .doOnChannelInit((observer, channel, remote) -> decryptFirst(channel, context))
                .bindNow();
        server = started;
        log.info("TLS on port {}", started.port());
    }

    /**
     * In front of everything else, so that what comes behind sees plain bytes and finds out by itself which HTTP it is. The
     * server's own TLS set-up would go by ALPN alone, and the Java SDK's asynchronous client speaks HTTP/2 without it.
     */
    private static void decryptFirst(Channel channel, SslContext context) {
        SslHandler tls = context.newHandler(channel.alloc());
        tls.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        channel.pipeline().addFirst("millrace.tls", tls);
    }

    private static SslContext contextOf(PemFiles files) {
        try {
            return Http2SslContextSpec.forServer(
                            files.certificate().toFile(), files.privateKey().toFile())
                    .sslContext();
        } catch (SSLException e) {
            throw new IllegalStateException("The certificate and key " + files + " cannot be used", e);
        }
    }

    @Override
    public void stop() {
        DisposableServer running = server;
        if (running != null) {
            running.disposeNow(shutdown);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
