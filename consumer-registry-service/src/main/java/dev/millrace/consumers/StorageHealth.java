package dev.millrace.consumers;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Up when Cassandra answers a query. That a node's connection is open says less: it outlives a node that hangs. */
final class StorageHealth implements ReactiveHealthIndicator {
    private static final SimpleStatement QUESTION =
            SimpleStatement.newInstance("SELECT key FROM system.local").setTimeout(Duration.ofSeconds(2));

    private final CqlSession session;

    StorageHealth(CqlSession session) {
        this.session = session;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromCompletionStage(() -> session.executeAsync(QUESTION))
                .map(answer -> Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.down().build()));
    }
}
