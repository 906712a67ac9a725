package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which version of the schema nodes have. A node that this session is connected to is asked itself: what the others know of it
 * comes to them by gossip, seconds after the change itself, which is sent to every node at once. For a node of another data
 * centre their word is taken.
 *
 * <p>The driver's own check waits for the gossip. And it asks the node of its control connection: if that is another one than has
 * changed the schema, and has not heard of it, it finds that all nodes agree, on what was before.
 */
final class SchemaVersions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final CqlSession session;
    private final Node changed;

    private SchemaVersions(CqlSession session, Node changed) {
        this.session = session;
        this.changed = changed;
    }

    /**
     * Waits until all nodes that are up have the version of the one that has carried out a statement.
     *
     * @param changed that node; if the driver does not know it, any of those that are up
     * @return false if that takes too long
     */
    static boolean spreadFrom(CqlSession session, @Nullable Node changed) {
        return spreadFrom(session, changed, PATIENCE);
    }

    static boolean spreadFrom(CqlSession session, @Nullable Node changed, Duration patience) {
        Optional<Node> asked = Optional.ofNullable(changed).or(() -> anyOf(session));
        if (asked.isEmpty()) {
            return false;
        }
        SchemaVersions versions = new SchemaVersions(session, asked.get());
        long started = System.nanoTime();
        while (!versions.areOne()) {
            if (System.nanoTime() - started >= patience.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(INTERVAL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static Optional<Node> anyOf(CqlSession session) {
        return session.getMetadata().getNodes().values().stream()
                .filter(SchemaVersions::isConnected)
                .findFirst();
    }

    private boolean areOne() {
        try {
            UUID version = versionOf(changed);
            for (Row peer : ask(changed, "SELECT host_id, schema_version FROM system.peers_v2")) {
                Node node = node(peer.getUuid("host_id"));
                if (node != null
                        && node.getState() == NodeState.UP
                        && !version.equals(isConnected(node) ? versionOf(node) : peer.getUuid("schema_version"))) {
                    return false;
                }
            }
            return true;
        } catch (DriverException e) {
            // Of a node that has just gone; until it is known to be down it may still have answered others.
            return false;
        }
    }

    private UUID versionOf(Node node) {
        Row local = Objects.requireNonNull(
                ask(node, "SELECT schema_version FROM system.local").one());
        return Objects.requireNonNull(local.getUuid("schema_version"));
    }

    private @Nullable Node node(@Nullable UUID host) {
        return host == null ? null : session.getMetadata().getNodes().get(host);
    }

    private static boolean isConnected(Node node) {
        return node.getState() == NodeState.UP && node.getOpenConnections() > 0;
    }

    private ResultSet ask(Node node, String query) {
        return session.execute(SimpleStatement.newInstance(query).setNode(node));
    }
}
