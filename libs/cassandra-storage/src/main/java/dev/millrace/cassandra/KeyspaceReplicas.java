package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the keyspace is replicated in this instance's data centre, beside the nodes that are there, as far as the session knows.
 *
 * @param replicas of each row
 * @param nodes that belong to the data centre, those that are down too
 * @param nodesUp that the session does not take for down
 */
public record KeyspaceReplicas(int replicas, int nodes, int nodesUp) {
    /** What survives a node, and serves without it. */
    private static final int WANTED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(KeyspaceReplicas.class);

    /** As it is now; without replicas while the keyspace is not there. */
    public static KeyspaceReplicas of(CqlSession session, CassandraSettings settings) {
        List<Node> nodes = nodes(session, settings);
        int replicas = session.getMetadata()
                .getKeyspace(settings.keyspace().name())
                .map(keyspace -> replicas(keyspace, settings.localDatacenter()))
                .orElse(0);
        int up = (int) nodes.stream()
                .filter(node -> node.getState() != NodeState.DOWN && node.getState() != NodeState.FORCED_DOWN)
                .count();
        return new KeyspaceReplicas(replicas, nodes.size(), up);
    }

    /** Why an operator should change the replication; empty when it is well. */
    public Optional<String> concern() {
        if (replicas == 0) {
            return Optional.of("no replica is in this data centre");
        }
        if (replicas > nodes) {
            return Optional.of(replicas + " replicas are asked for, and there are " + nodes + " nodes");
        }
        if (nodes > 1 && replicas == 1) {
            return Optional.of("one replica among " + nodes + " nodes: whatever is on a node is gone with it");
        }
        if (nodes > 1 && replicas < WANTED) {
            return Optional.of(replicas + " replicas among " + nodes
                    + " nodes: none of them can be away without a stop of writes");
        }
        return Optional.empty();
    }

    /** Says aloud what there is to change. */
    static void warn(CqlSession session, CassandraSettings settings) {
        // A keyspace that was created just now may not be in it yet.
        session.refreshSchema();
        of(session, settings)
                .concern()
                .ifPresent(concern -> LOG.warn(
                        "The keyspace {} is not replicated as it should be: {}", settings.keyspace(), concern));
    }

    static void requireSeveralIfNew(CqlSession session, CassandraSettings settings) {
        int nodes = nodes(session, settings).size();
        boolean exists =
                session.getMetadata().getKeyspace(settings.keyspace().name()).isPresent();
        if (!exists && !settings.replication().fits(nodes)) {
            throw new SingleReplicaException(settings.keyspace(), nodes);
        }
    }

    private static List<Node> nodes(CqlSession session, CassandraSettings settings) {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> settings.localDatacenter().equals(node.getDatacenter()))
                .toList();
    }

    /** SimpleStrategy counts over all data centres alike. */
    private static int replicas(KeyspaceMetadata keyspace, String dataCenter) {
        Map<String, String> replication = keyspace.getReplication();
        String factor = replication.getOrDefault(dataCenter, replication.getOrDefault("replication_factor", "0"));
        // Of "3/1", one is a transient replica.
        return Integer.parseInt(factor.split("/", 2)[0]);
    }
}
