package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nodes that tell which schema they have, and which one they have heard that others have. */
final class FakeNodes {
    private final Map<UUID, FakeNode> nodes = new LinkedHashMap<>();

    static FakeNodes one() {
        FakeNodes nodes = new FakeNodes();
        nodes.add(UUID.randomUUID());
        return nodes;
    }

    /** A node that is up, and that the session is connected to. */
    FakeNode add(UUID version) {
        FakeNode node = new FakeNode(version);
        nodes.put(node.host, node);
        return node;
    }

    Metadata metadata() {
        Map<UUID, Node> known = new LinkedHashMap<>();
        nodes.forEach((host, node) -> known.put(host, node.node));
        return standIn(Metadata.class, Map.of("getNodes", known));
    }

    CqlSession session() {
        return (CqlSession) Proxy.newProxyInstance(
                FakeNodes.class.getClassLoader(),
                new Class<?>[] {CqlSession.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getMetadata") ? metadata() : answer((SimpleStatement) arguments[0]));
    }

    ResultSet answer(SimpleStatement statement) {
        FakeNode asked = nodes.values().stream()
                .filter(node -> node.node == statement.getNode())
                .findFirst()
                .orElseThrow();
        if (asked.hangs) {
            throw new DriverTimeoutException("a time-out");
        }
        List<Row> rows = new ArrayList<>();
        if (statement.getQuery().endsWith("system.local")) {
            rows.add(row(asked.host, asked.version));
        } else {
            nodes.values().stream()
                    .filter(node -> node != asked)
                    .forEach(node -> rows.add(row(node.host, node.rumour)));
        }
        return (ResultSet) Proxy.newProxyInstance(
                FakeNodes.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> method.getName().equals("one") ? rows.get(0) : rows.iterator());
    }

    private static Row row(UUID host, UUID version) {
        return (Row) Proxy.newProxyInstance(
                FakeNodes.class.getClassLoader(),
                new Class<?>[] {Row.class},
                (proxy, method, arguments) -> arguments[0].equals("host_id") ? host : version);
    }

    /** Something whose methods give what stands beside their names. */
    private static <T> T standIn(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(proxy, method.getName(), arguments, answers)));
    }

    private static @Nullable Object answer(
            Object proxy, String method, Object @Nullable [] arguments, Map<String, ?> answers) {
        return switch (method) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            default -> answers.get(method);
        };
    }

    /** One of them. */
    static final class FakeNode {
        final UUID host = UUID.randomUUID();
        private UUID version;
        private UUID rumour;
        private boolean hangs;
        private Node node = connected(1);

        private FakeNode(UUID version) {
            this.version = version;
            this.rumour = version;
        }

        Node node() {
            return node;
        }

        /** What it tells itself. */
        void has(UUID other) {
            version = other;
        }

        /** What the others say of it. */
        void isSaidToHave(UUID other) {
            rumour = other;
        }

        void isNotConnected() {
            node = connected(0);
        }

        void hangs() {
            hangs = true;
        }

        private static Node connected(int connections) {
            return standIn(Node.class, Map.of("getState", NodeState.UP, "getOpenConnections", connections));
        }
    }
}
