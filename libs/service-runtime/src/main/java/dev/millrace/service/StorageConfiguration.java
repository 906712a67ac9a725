package dev.millrace.service;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.CassandraSettings.Credentials;
import dev.millrace.cassandra.Keyspace;
import dev.millrace.cassandra.Replication;
import dev.millrace.cassandra.StartSteps;
import dev.millrace.cassandra.installation.Installation;
import dev.millrace.cassandra.schema.SchemaMigration;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.cassandra.autoconfigure.CassandraProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The session, with which a service starts only once it is clear that the data is this installation's, and its tables are up
 * to date. Import it beside a {@link ServiceSchema}, if the service has tables.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClusterSettings.class, StorageSettings.class, CassandraProperties.class})
public class StorageConfiguration {
    @Bean(initMethod = "watch", destroyMethod = "close")
    StorageTls storageTls(StorageSettings storage) {
        return storage.tls().open();
    }

    @Bean
    CassandraSettings cassandraSettings(CassandraProperties cassandra, StorageSettings storage, StorageTls tls) {
        String localDatacenter =
                Objects.requireNonNull(cassandra.getLocalDatacenter(), "spring.cassandra.local-datacenter");
        return new CassandraSettings(
                contactPoints(cassandra),
                localDatacenter,
                new Keyspace(storage.keyspace()),
                replication(storage, localDatacenter),
                credentials(cassandra.getUsername(), cassandra.getPassword()),
                tls.engines());
    }

    private static Replication replication(StorageSettings storage, String localDatacenter) {
        Replication replication = storage.replicationFactor() == 1
                ? Replication.singleNode()
                : Replication.perDataCenter(Map.of(localDatacenter, storage.replicationFactor()));
        return storage.allowSingleReplica() ? replication.evenSingleAmongSeveralNodes() : replication;
    }

    @Bean
    StorageMeters storageMeters(CqlSession session, CassandraSettings settings) {
        return new StorageMeters(session, settings);
    }

    @Bean
    ReplicasHealth replicasHealthIndicator(CqlSession session, CassandraSettings settings) {
        return new ReplicasHealth(session, settings);
    }

    @Bean(destroyMethod = "close")
    CqlSession cqlSession(CassandraSettings settings, ClusterSettings cluster, ObjectProvider<ServiceSchema> schemas) {
        CqlSession session = CassandraSessions.open(settings);
        try {
            new StartSteps().take("the row of the installation", () -> claim(session, cluster));
            schemas.ifAvailable(schema -> SchemaMigration.migrate(session, schema.namespace(), schema.folder()));
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static Installation claim(CqlSession session, ClusterSettings cluster) {
        Installation installation = new Installation(cluster.accountId(), cluster.region());
        installation.claim(session);
        return installation;
    }

    private static List<InetSocketAddress> contactPoints(CassandraProperties cassandra) {
        List<String> nodes = Objects.requireNonNullElse(cassandra.getContactPoints(), List.of("127.0.0.1"));
        return nodes.stream().map(node -> toAddress(node, cassandra.getPort())).toList();
    }

    private static InetSocketAddress toAddress(String node, int port) {
        int colon = node.lastIndexOf(':');
        return colon < 0 || node.indexOf(':') != colon
                ? new InetSocketAddress(node, port)
                : new InetSocketAddress(node.substring(0, colon), Integer.parseInt(node.substring(colon + 1)));
    }

    private static Optional<Credentials> credentials(@Nullable String user, @Nullable String password) {
        return user == null || user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(user, Objects.requireNonNullElse(password, "")));
    }
}
