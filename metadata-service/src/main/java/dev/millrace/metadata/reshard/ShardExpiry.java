package dev.millrace.metadata.reshard;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes shards out of the catalogue that have been closed for longer than their stream keeps records. Whoever lists shards
 * leaves them out at once; here the stream's row becomes smaller, and their owners are told to forget them.
 */
public final class ShardExpiry implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ShardExpiry.class);

    private final StreamCatalog catalog;
    private final Duration interval;
    private final Clock clock;
    private volatile @Nullable Disposable running;

    public ShardExpiry(StreamCatalog catalog, Duration interval, Clock clock) {
        this.catalog = catalog;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> sweep().onErrorResume(failure -> {
                    log.info("Expired shards are removed later: {}", failure.toString());
                    return Mono.empty();
                }))
                .subscribe();
    }

    private Mono<Void> sweep() {
        return Flux.defer(() -> Flux.fromIterable(catalog.known(this::hasExpired)))
                .concatMap(entry -> catalog.amend(entry.name(), this::withoutExpired))
                .then();
    }

    private boolean hasExpired(CatalogEntry entry) {
        return entry.stream().shards().all().stream().anyMatch(isExpired(entry));
    }

    private CatalogEntry withoutExpired(CatalogEntry entry) {
        if (!hasExpired(entry)) {
            return entry;
        }
        ShardMap kept = new ShardMap(entry.stream().shards().all().stream()
                .filter(isExpired(entry).negate())
                .toList());
        return entry.with(stream -> stream.shards(kept));
    }

    private Predicate<Shard> isExpired(CatalogEntry entry) {
        Instant horizon = entry.stream().trimHorizon(clock.instant());
        return shard -> shard.closedAt().filter(at -> at.isBefore(horizon)).isPresent();
    }

    @Override
    public void stop() {
        Disposable last = running;
        if (last != null) {
            last.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
