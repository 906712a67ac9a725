package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a service reaches its Cassandra cluster.
 *
 * @param contactPoints nodes to learn the cluster from; at least one
 * @param localDatacenter the data centre whose nodes serve this instance, and whose quorum counts
 * @param keyspace the keyspace of all of Millrace's tables; created when missing
 * @param replication how a keyspace that is created here is replicated
 * @param credentials user and password, when the cluster asks for them
 * @param tls how each connection to a node is encrypted; plain without
 */
public record CassandraSettings(
        List<InetSocketAddress> contactPoints,
        String localDatacenter,
        Keyspace keyspace,
        Replication replication,
        Optional<Credentials> credentials,
        Optional<SslEngineFactory> tls) {

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("At least one Cassandra contact point is needed");
        }
    }

    /** Acknowledged means a quorum of the local data centre has it; with one replica that is the one. */
    DefaultConsistencyLevel consistency() {
        return DefaultConsistencyLevel.LOCAL_QUORUM;
    }

    DefaultConsistencyLevel serialConsistency() {
        return DefaultConsistencyLevel.LOCAL_SERIAL;
    }

    /** The same cluster, another keyspace. */
    public CassandraSettings withKeyspace(Keyspace other) {
        return new CassandraSettings(contactPoints, localDatacenter, other, replication, credentials, tls);
    }

    /** User and password. The text form hides the password. */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
