package dev.millrace.metadata.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the replica fresh while nobody asks, and completes transitions that another instance left behind. */
public final class CatalogPoller implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CatalogPoller.class);

    private final StreamReplica replica;
    private final StreamCatalog catalog;
    private final Duration interval;
    private volatile @Nullable Disposable polling;
    private boolean failing;

    public CatalogPoller(StreamReplica replica, StreamCatalog catalog, StreamSettings settings) {
        this.replica = replica;
        this.catalog = catalog;
        this.interval = settings.pollInterval();
    }

    @Override
    public void start() {
        polling = Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(tick -> poll(), 1)
                .subscribe();
    }

    private Mono<Void> poll() {
        return replica.poll()
                .then(catalog.settleOverdue())
                .doOnSuccess(done -> failing = false)
                .onErrorResume(failure -> {
                    if (!failing) {
                        log.warn("The catalogue cannot be read, and is tried again: {}", failure.toString());
                    }
                    failing = true;
                    return Mono.empty();
                });
    }

    @Override
    public void stop() {
        Disposable running = polling;
        if (running != null) {
            running.dispose();
        }
        polling = null;
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }
}
