package dev.millrace.service;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.KeyspaceReplicas;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Tells operators how the keyspace is replicated. Always up: too few replicas are no reason to stop what runs. */
final class ReplicasHealth implements ReactiveHealthIndicator {
    private final CqlSession session;
    private final CassandraSettings settings;

    ReplicasHealth(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> {
            KeyspaceReplicas now = KeyspaceReplicas.of(session, settings);
            Health.Builder health = Health.up()
                    .withDetail("replicas", now.replicas())
                    .withDetail("nodes", now.nodes())
                    .withDetail("nodesUp", now.nodesUp());
            now.concern().ifPresent(concern -> health.withDetail("concern", concern));
            return health.build();
        });
    }
}
