package dev.millrace.local;

import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import dev.millrace.cassandra.embedded.FreePorts;
import dev.millrace.consumers.ConsumerRegistryApplication;
import dev.millrace.gateway.GatewayApplication;
import dev.millrace.metadata.MetadataApplication;
import dev.millrace.shard.ShardApplication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The four services with the properties that a deployment would give them. They listen on loopback ports that are chosen
 * here, except for the gateway.
 */
final class ServiceTable {
    private static final String LOOPBACK = "127.0.0.1";

    private final LocalStackSettings settings;
    private final DataDirectory data;
    private final RootCredentials root;
    private final int cassandraPort;
    private final StoredSecret clusterSecret;
    private final StoredSecret cassandraPassword;
    private final int metadataPort = freePort();
    private final int shardPort = freePort();
    private final int consumerRegistryPort = freePort();

    ServiceTable(LocalStackSettings settings, DataDirectory data, RootCredentials root, int cassandraPort) {
        this.settings = settings;
        this.data = data;
        this.root = root;
        this.cassandraPort = cassandraPort;
        this.clusterSecret = data.clusterSecret();
        this.cassandraPassword = data.cassandraPassword();
    }

    /** In the order in which they are stopped: each before those that it calls. */
    List<LocalService> services() {
        return List.of(gateway(), shard(), consumerRegistry(), metadata());
    }

    private LocalService gateway() {
        Map<String, String> properties = common();
        properties.put("millrace.gateway.http-port", String.valueOf(settings.httpPort()));
        properties.put("millrace.gateway.tls-port", String.valueOf(settings.tlsPort()));
        properties.put("millrace.gateway.bind-address", LOOPBACK);
        properties.put("millrace.gateway.tls-directory", data.tls().toString());
        properties.put("millrace.audit.file.directory", data.audit().toString());
        properties.put("millrace.metadata.address", LOOPBACK + ":" + metadataPort);
        properties.put("millrace.shard.addresses", LOOPBACK + ":" + shardPort);
        properties.put("millrace.consumer-registry.addresses", LOOPBACK + ":" + consumerRegistryPort);
        properties.put("millrace.root.access-key-id", root.accessKeyId());
        properties.put("millrace.root.secret-access-key", root.secretAccessKey());
        return service("gateway-service", GatewayApplication.class, properties, ForeignLibraries.OF_GATEWAY);
    }

    private LocalService shard() {
        Map<String, String> properties = common();
        addStorage(properties);
        properties.put("spring.grpc.server.port", String.valueOf(shardPort));
        properties.put("millrace.shard.advertised-address", LOOPBACK + ":" + shardPort);
        properties.put("millrace.metadata.address", LOOPBACK + ":" + metadataPort);
        // The lock on the data directory proves it: no other stack has it, and Cassandra ends with its stack.
        properties.put("millrace.lease.predecessors-are-dead", "true");
        properties.put("millrace.storage.directory", data.cassandra().toString());
        return service("shard-service", ShardApplication.class, properties, ForeignLibraries.OF_METADATA_AND_SHARD);
    }

    private LocalService consumerRegistry() {
        Map<String, String> properties = common();
        addStorage(properties);
        properties.put("spring.grpc.server.port", String.valueOf(consumerRegistryPort));
        properties.put("millrace.consumer-registry.advertised-address", LOOPBACK + ":" + consumerRegistryPort);
        properties.put("millrace.metadata.address", LOOPBACK + ":" + metadataPort);
        properties.put("millrace.shard.addresses", LOOPBACK + ":" + shardPort);
        return service(
                "consumer-registry-service",
                ConsumerRegistryApplication.class,
                properties,
                ForeignLibraries.OF_CONSUMER_REGISTRY);
    }

    private LocalService metadata() {
        Map<String, String> properties = common();
        addStorage(properties);
        properties.put("spring.grpc.server.port", String.valueOf(metadataPort));
        properties.put("millrace.shard.addresses", LOOPBACK + ":" + shardPort);
        properties.put("millrace.master-key.file", data.masterKey().toString());
        return service(
                "metadata-service", MetadataApplication.class, properties, ForeignLibraries.OF_METADATA_AND_SHARD);
    }

    private Map<String, String> common() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("millrace.account-id", settings.accountId());
        properties.put("millrace.region", settings.region());
        properties.put("millrace.cluster-secret", clusterSecret.text());
        properties.put("millrace.limits.enabled", String.valueOf(settings.limits()));
        properties.put("millrace.internal.bind-address", LOOPBACK);
        // Certificates would tell apart what is one process.
        properties.put("millrace.internal.tls.enabled", "false");
        // Four services that stop one after the other would each idle for two seconds.
        properties.put("spring.reactor.netty.shutdown-quiet-period", "0s");
        return properties;
    }

    private void addStorage(Map<String, String> properties) {
        properties.put("spring.cassandra.contact-points", LOOPBACK + ":" + cassandraPort);
        properties.put("spring.cassandra.local-datacenter", EmbeddedCassandraSettings.DATA_CENTER);
        properties.put("spring.cassandra.username", EmbeddedCassandraSettings.USER);
        properties.put("spring.cassandra.password", cassandraPassword.text());
        properties.put("millrace.cassandra.replication-factor", "1");
    }

    private static LocalService service(
            String name, Class<?> application, Map<String, String> properties, List<String> foreignLibraries) {
        int managementPort = freePort();
        properties.put("management.server.port", String.valueOf(managementPort));
        properties.put(ForeignLibraries.PROPERTY, String.join(",", foreignLibraries));
        List<String> arguments = new ArrayList<>();
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new LocalService(name, application, arguments, managementPort);
    }

    private static int freePort() {
        return FreePorts.next(InetAddress.getLoopbackAddress());
    }
}
