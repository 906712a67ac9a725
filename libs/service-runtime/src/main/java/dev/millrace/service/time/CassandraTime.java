package dev.millrace.service.time;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The clocks of the Cassandra nodes that this instance is connected to. */
final class CassandraTime implements ClockWitness {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_NODES = 5;
    private static final SimpleStatement NOW = SimpleStatement.newInstance(
                    "SELECT toTimestamp(now()) FROM system.local")
            .setIdempotent(true);

    private final CqlSession session;

    CassandraTime(CqlSession session) {
        this.session = session;
    }

    @Override
    public Mono<List<Long>> ask() {
        return Flux.defer(() -> Flux.fromIterable(nodes()))
                .flatMap(this::timeOf)
                .collectList()
                .filter(times -> !times.isEmpty())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no node of Cassandra told the time")));
    }

    private List<Node> nodes() {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getState() == NodeState.UP && node.getDistance() == NodeDistance.LOCAL)
                .limit(MOST_NODES)
                .toList();
    }

    private Mono<Long> timeOf(Node node) {
        return Mono.fromCompletionStage(
                        () -> session.executeAsync(NOW.setNode(node).setTimeout(PATIENCE)))
                .map(rows -> Objects.requireNonNull(rows.one()).get(0, Instant.class))
                .map(Instant::toEpochMilli)
                .onErrorResume(failure -> Mono.empty());
    }
}
