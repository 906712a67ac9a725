package dev.millrace.gateway.listener;

import dev.millrace.gateway.settings.GatewaySettings.PemFiles;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
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
        Http2SslContextSpec context = Http2SslContextSpec.forServer(
                files.certificate().toFile(), files.privateKey().toFile());
        DisposableServer started = configured
                .apply(HttpServer.create()
                        .secure(spec -> spec.sslContext(context).handshakeTimeout(HANDSHAKE)))
                .bindNow();
        server = started;
        log.info("TLS on port {}", started.port());
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
