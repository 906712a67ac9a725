package dev.millrace.cassandra;

/** A keyspace would have been created of which every node holds a part that nobody else has. */
public final class SingleReplicaException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    SingleReplicaException(Keyspace keyspace, int nodes) {
        super("The keyspace " + keyspace + " does not exist, and would be created with one replica, though there are "
                + nodes
                + " nodes: whatever is on a node would be gone with it. Set millrace.cassandra.replication-factor"
                + " (MILLRACE_CASSANDRA_REPLICATION_FACTOR) to 3, or, if records may be lost,"
                + " millrace.cassandra.allow-single-replica (MILLRACE_CASSANDRA_ALLOW_SINGLE_REPLICA) to true");
    }
}
