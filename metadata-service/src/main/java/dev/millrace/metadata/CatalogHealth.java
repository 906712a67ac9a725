package dev.millrace.metadata;

import dev.millrace.metadata.catalog.CatalogReplica;
import dev.millrace.metadata.catalog.CatalogStore;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Up when the catalogue is loaded and its table answers now: Cassandra is there, and the schema. */
final class CatalogHealth implements ReactiveHealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CatalogStore<?, ?, ?> store;
    private final CatalogReplica<?, ?> replica;

    CatalogHealth(CatalogStore<?, ?, ?> store, CatalogReplica<?, ?> replica) {
        this.store = store;
        this.replica = replica;
    }

    @Override
    public Mono<Health> health() {
        return store.revision()
                .timeout(PATIENCE)
                .map(revision -> replica.isLoaded()
                        ? Health.up()
                                .withDetail("revision", revision)
                                .withDetail("ageSeconds", replica.age().toSeconds())
                                .build()
                        : Health.down()
                                .withDetail("catalogue", "not loaded yet")
                                .build())
                .onErrorResume(failure -> Mono.just(Health.down(failure).build()));
    }
}
