package dev.millrace.gateway.front.listener;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The listeners beside the plain one that Spring Boot opens; they start and end with it. */
public final class Listeners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final List<ListenerSetup> setups;
    private final ServerBounds bounds;
    private final FaceRouter faces;
    private final Duration shutdown;
    private final Map<String, DisposableServer> open = new LinkedHashMap<>();

    Listeners(List<ListenerSetup> setups, ServerBounds bounds, FaceRouter faces, Duration shutdown) {
        this.setups = List.copyOf(setups);
        this.bounds = bounds;
        this.faces = faces;
        this.shutdown = shutdown;
    }

    /** The port that is really open, for tests that asked for any. */
    public synchronized int port(String name) {
        DisposableServer server = open.get(name);
        return server == null ? -1 : server.port();
    }

    @Override
    public synchronized void start() {
        for (ListenerSetup setup : setups) {
            Listener listener = setup.listener();
            DisposableServer server = bounds.configured(HttpServer.create(), setup.connections())
                    .host(listener.address())
                    .port(listener.port())
                    .handle((request, response) -> faces.answer(listener, request, response))
                    .bindNow();
            open.put(listener.name(), server);
            log.info("Listener {} on port {}", listener.name(), server.port());
        }
    }

    @Override
    public synchronized void stop() {
        open.values().forEach(server -> server.disposeNow(shutdown));
        open.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !open.isEmpty();
    }
}
