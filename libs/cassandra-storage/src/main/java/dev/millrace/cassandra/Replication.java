package dev.millrace.cassandra;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the keyspace is replicated, as CQL wants to hear it. An existing keyspace is never altered. */
public final class Replication {

    private static final Pattern DATA_CENTER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Map<String, Integer> factors;
    private final String strategy;
    private final boolean singleAmongSeveral;

    private Replication(String strategy, Map<String, Integer> factors, boolean singleAmongSeveral) {
        factors.values().forEach(Replication::requirePositive);
        this.strategy = strategy;
        this.factors = new TreeMap<>(factors);
        this.singleAmongSeveral = singleAmongSeveral;
    }

    /** One node that holds everything: the local stack and tests. */
    public static Replication singleNode() {
        return new Replication("SimpleStrategy", Map.of("replication_factor", 1), false);
    }

    /** So many replicas in each data centre; three is what production wants. */
    public static Replication perDataCenter(Map<String, Integer> factors) {
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("Replication needs at least one data centre");
        }
        for (String dataCenter : factors.keySet()) {
            if (!DATA_CENTER.matcher(dataCenter).matches()) {
                throw new IllegalArgumentException("Not a data centre name: " + dataCenter);
            }
        }
        return new Replication("NetworkTopologyStrategy", factors, false);
    }

    /** The same, also where it means that each record is on one of several nodes only. */
    public Replication evenSingleAmongSeveralNodes() {
        return new Replication(strategy, factors, true);
    }

    /** Whether a keyspace may be created so where there are so many nodes: not if losing one of several would lose records. */
    boolean fits(int nodes) {
        return singleAmongSeveral || nodes < 2 || factors.values().stream().allMatch(factor -> factor > 1);
    }

    /** The map literal of {@code CREATE KEYSPACE … WITH replication =}. */
    public String cql() {
        return factors.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
                .collect(Collectors.joining(", ", "{'class': '" + strategy + "', ", "}"));
    }

    private static void requirePositive(int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("A replication factor is at least 1, not " + factor);
        }
    }

    @Override
    public String toString() {
        return cql();
    }
}
