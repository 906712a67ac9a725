package dev.millrace.shard.log.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SelectDiskUsageTest {
    private static final String HERE = "datacenter1";

    private final List<Row> gossip = new ArrayList<>();
    private final Map<UUID, Node> nodes = new HashMap<>();

    @Test
    void aNodeWhoseDiskFillsIsShort() throws Exception {
        add("127.0.0.1", HERE, "SPACIOUS", NodeState.UP);
        add("127.0.0.2", HERE, "STUFFED", NodeState.UP);

        assertThat(shortage()).contains("127.0.0.2 is STUFFED").doesNotContain("127.0.0.1");
    }

    @Test
    void aNodeThatHasEndedForItsFullDiskStopsNobody() throws Exception {
        add("127.0.0.1", HERE, "SPACIOUS", NodeState.UP);
        add("127.0.0.2", HERE, "STUFFED", NodeState.DOWN);
        add("127.0.0.3", HERE, "FULL", NodeState.FORCED_DOWN);

        assertThat(shortage()).isEmpty();
    }

    @Test
    void anotherDataCentresDisksAreItsOwn() throws Exception {
        add("127.0.0.2", "elsewhere", "FULL", NodeState.UP);

        assertThat(shortage()).isEmpty();
    }

    private String shortage() {
        AsyncResultSet answer = fake(AsyncResultSet.class, arguments -> gossip);
        Metadata metadata = fake(Metadata.class, arguments -> nodes);
        CqlSession session = fake(
                CqlSession.class,
                arguments -> arguments == null ? metadata : CompletableFuture.completedFuture(answer));
        return new SelectDiskUsage(session, HERE)
                .shortage()
                .toCompletableFuture()
                .join();
    }

    private void add(String address, String dataCenter, String usage, NodeState state) throws Exception {
        InetAddress at = InetAddress.getByName(address);
        gossip.add(fake(Row.class, arguments -> switch ((String) arguments[0]) {
            case "address" -> at;
            case "dc" -> dataCenter;
            default -> usage;
        }));
        nodes.put(UUID.randomUUID(), (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(),
                new Class<?>[] {Node.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getState") ? state : Optional.of(new InetSocketAddress(at, 7000))));
    }

    private static <T> T fake(Class<T> type, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.apply(arguments)));
    }
}
