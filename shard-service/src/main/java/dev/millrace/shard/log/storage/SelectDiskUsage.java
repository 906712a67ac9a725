package dev.millrace.shard.log.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.millrace.cassandra.ExecutionProfiles;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes tell each other of their disks. They do so when {@code data_disk_usage_percentage_warn_threshold} is set: STUFFED
 * beyond it, and FULL beyond the threshold from which on they refuse all writes, of leases and deletions as well. Records are refused at
 * the first, so that the second is never reached.
 */
public final class SelectDiskUsage {
    private static final Set<String> SHORT = Set.of("STUFFED", "FULL");

    private final CqlSession session;
    private final SimpleStatement statement = SimpleStatement.newInstance(
                    "SELECT address, dc, disk_usage FROM system_views.gossip_info")
            .setExecutionProfileName(ExecutionProfiles.READS);
    private final String dataCenter;

    /** @param dataCenter whose nodes count */
    public SelectDiskUsage(CqlSession session, String dataCenter) {
        this.session = session;
        this.dataCenter = dataCenter;
    }

    /** What is short, as the node that answers has heard; empty when nothing is. */
    public CompletionStage<String> shortage() {
        return session.executeAsync(statement).thenApply(this::shortage);
    }

    private String shortage(AsyncResultSet nodes) {
        StringBuilder shortage = new StringBuilder();
        for (Row node : nodes.currentPage()) {
            String usage = node.getString("disk_usage");
            InetAddress address = node.getInetAddress("address");
            if (usage != null && SHORT.contains(usage) && dataCenter.equals(node.getString("dc")) && !isDown(address)) {
                shortage.append("the disk of Cassandra node ")
                        .append(address)
                        .append(" is ")
                        .append(usage)
                        .append(' ');
            }
        }
        return shortage.toString();
    }

    /** What the others last heard of a node is not forgotten when it goes; it takes part in no write, and stops none. */
    private boolean isDown(@Nullable InetAddress address) {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getState() == NodeState.DOWN || node.getState() == NodeState.FORCED_DOWN)
                .flatMap(node -> node.getBroadcastAddress().stream())
                .anyMatch(down -> down.getAddress().equals(address));
    }
}
