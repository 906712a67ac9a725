package dev.millrace.e2e.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/**
 * Whether the nodes know each other. One that has just started answers before it does, and would make tables that are news to
 * the others.
 */
final class RingProbe {
    private final List<InetSocketAddress> nodes;

    RingProbe(List<InetSocketAddress> nodes) {
        this.nodes = nodes;
    }

    boolean isWhole() {
        try (CqlSession session = CqlSession.builder()
                .addContactPoints(nodes)
                .withLocalDatacenter(EmbeddedCassandraSettings.DATA_CENTER)
                .build()) {
            Collection<Node> known = session.getMetadata().getNodes().values();
            return known.size() == nodes.size()
                    && known.stream().allMatch(node -> knowsTheOthers(session, node))
                    && session.checkSchemaAgreement();
        } catch (DriverException e) {
            return false;
        }
    }

    private boolean knowsTheOthers(CqlSession session, Node node) {
        SimpleStatement peers = SimpleStatement.newInstance("SELECT schema_version FROM system.peers_v2")
                .setNode(node);
        long known = session.execute(peers).all().stream()
                .filter(peer -> !peer.isNull(0))
                .count();
        return known == nodes.size() - 1;
    }
}
