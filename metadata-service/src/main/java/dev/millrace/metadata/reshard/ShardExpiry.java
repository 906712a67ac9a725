package dev.millrace.metadata.reshard;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes shards out of the catalogue that have been closed for longer than their stream keeps records. Listing shards
 * leaves them out at once; here the stream's row becomes smaller, and their owners learn to forget them.
 */
public final class ShardExpiry {
    private final StreamCatalog catalog;
    private final TrustedClock clock;

    public ShardExpiry(StreamCatalog catalog, TrustedClock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Looks at all streams once. */
    public Mono<Void> sweep() {
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

    /** None, while the clock is not to be trusted. */
    private Predicate<Shard> isExpired(CatalogEntry entry) {
        OptionalLong now = clock.irrevocable();
        return shard -> now.isPresent() && entry.stream().hasExpired(shard, Instant.ofEpochMilli(now.getAsLong()));
    }
}
