package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which version of the schema nodes have, as the one knows it that has changed it.
 *
 * <p>The driver's own check asks the node of its control connection. If that is another one, and has not heard of the change, it
 * finds that all nodes agree, on what was before.
 */
final class SchemaVersions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final CqlSession session;
    private final Node changed;

    private SchemaVersions(CqlSession session, Node changed) {
        this.session = session;
        this.changed = changed;
    }

    /**
     * Waits until all nodes that are up have the version of the one that has carried out a statement.
     *
     * @param changed that node; nothing is waited for if the driver does not know it
     * @return false if that takes too long
     */
    static boolean spreadFrom(CqlSession session, @Nullable Node changed) {
        if (changed == null) {
            return true;
        }
        SchemaVersions versions = new SchemaVersions(session, changed);
        long started = System.nanoTime();
        while (!versions.areOne()) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
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

    private boolean areOne() {
        Row own = Objects.requireNonNull(
                ask("SELECT schema_version FROM system.local").one());
        UUID version = own.getUuid("schema_version");
        for (Row peer : ask("SELECT host_id, schema_version FROM system.peers_v2")) {
            if (isUp(peer.getUuid("host_id")) && !Objects.equals(version, peer.getUuid("schema_version"))) {
                return false;
            }
        }
        return true;
    }

    private boolean isUp(@Nullable UUID host) {
        Node node = host == null ? null : session.getMetadata().getNodes().get(host);
        return node != null && node.getState() == NodeState.UP;
    }

    private ResultSet ask(String query) {
        return session.execute(SimpleStatement.newInstance(query).setNode(changed));
    }
}
