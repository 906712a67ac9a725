package dev.millrace.e2e.stack;

import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import dev.millrace.cassandra.embedded.FreePorts;
import dev.millrace.internal.auth.ServiceToken;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * The services as a cluster has them: each a process of its own, from its executable jar, with two instances of the shard
 * service and of the consumer registry. One Cassandra node, whose death is the business of other tests.
 */
public final class SeparateServices implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(6);

    private final Path directory = Build.freshDirectory("separate-services");
    private final String clusterSecret = UUID.randomUUID().toString();
    private final int metadataPort = port();
    private final List<Integer> shardPorts = List.of(port(), port());
    private final Access access;
    private final ServiceCertificates certificates;
    private final EmbeddedCassandra cassandra;
    private final List<ChildProcess> shardServices = new ArrayList<>();
    private final List<Integer> registryPorts = List.of(port(), port());
    private final List<ChildProcess> consumerRegistries = new ArrayList<>();
    private @Nullable ChildProcess metadataService;
    private @Nullable ChildProcess gateway;
    private @Nullable ChildProcess secondGateway;

    private SeparateServices() throws InterruptedException {
        access = accessByFreePorts("secret-" + UUID.randomUUID());
        certificates = ServiceCertificates.make(directory);
        cassandra = EmbeddedCassandra.start(EmbeddedCassandraSettings.alone(directory.resolve("cassandra"), 1024)
                .startedOnce());
    }

    /**
     * Starts everything and waits until it is ready. The services know each other by certificates, as compose does it. For tests
     * that move little: with a JVM that compiles for a quick start, AES makes no more than some 15 MB a second.
     */
    static SeparateServices start() throws InterruptedException {
        SeparateServices services = new SeparateServices();
        try {
            services.startAll();
            return services;
        } catch (RuntimeException | Error e) {
            services.close();
            throw e;
        }
    }

    public Access access() {
        return access;
    }

    /** The two instances. */
    public List<ChildProcess> shardServices() {
        return shardServices;
    }

    /** The two instances. */
    public List<ChildProcess> consumerRegistries() {
        return consumerRegistries;
    }

    /** Those that nobody but each other is to call. */
    public List<ChildProcess> internalServices() {
        List<ChildProcess> all = new ArrayList<>(shardServices);
        all.addAll(consumerRegistries);
        all.add(Objects.requireNonNull(metadataService));
        return all;
    }

    /** By which they call each other. */
    public List<Integer> internalPorts() {
        List<Integer> all = new ArrayList<>(shardPorts);
        all.addAll(registryPorts);
        all.add(metadataPort);
        return all;
    }

    /** By which they know each other. */
    public ServiceCertificates certificates() {
        return certificates;
    }

    /** A token that they accept. */
    public ServiceToken token() {
        return new ServiceToken(clusterSecret, Clock.systemUTC());
    }

    /** Starts another instance of the gateway, with the same root. */
    public Access startSecondGateway() {
        Access second = accessByFreePorts(access.secretAccessKey());
        secondGateway = startGateway("gateway-1", second);
        return second;
    }

    private static Access accessByFreePorts(String secretAccessKey) {
        return new Access(
                URI.create("http://127.0.0.1:" + port()),
                URI.create("https://127.0.0.1:" + port()),
                Region.US_EAST_1,
                "AKIDENDTOEND",
                secretAccessKey);
    }

    @Override
    public void close() {
        kill(gateway);
        kill(secondGateway);
        consumerRegistries.forEach(ChildProcess::kill);
        shardServices.forEach(ChildProcess::kill);
        kill(metadataService);
        cassandra.kill();
    }

    private void startAll() throws InterruptedException {
        cassandra.awaitReady(START_PATIENCE);
        List<ServiceProcess> starting = new ArrayList<>();
        starting.add(beginMetadata());
        for (int index = 0; index < shardPorts.size(); index++) {
            starting.add(beginShard(index));
        }
        for (int index = 0; index < registryPorts.size(); index++) {
            starting.add(beginConsumerRegistry(index));
        }
        starting.forEach(ServiceProcess::awaitReady);
        startGateway();
    }

    /** Starts those instances again that are not alive any more, so that the next test finds all of them. */
    public void restore() {
        List<ServiceProcess> starting = new ArrayList<>();
        for (int index = 0; index < shardPorts.size(); index++) {
            if (!shardServices.get(index).isAlive()) {
                starting.add(beginShard(index));
            }
        }
        for (int index = 0; index < registryPorts.size(); index++) {
            if (!consumerRegistries.get(index).isAlive()) {
                starting.add(beginConsumerRegistry(index));
            }
        }
        starting.forEach(ServiceProcess::awaitReady);
    }

    private ServiceProcess beginShard(int index) {
        int port = shardPorts.get(index);
        ServiceProcess shard = start(
                "shard-service",
                "shard-" + index,
                port,
                "--millrace.shard.advertised-address=127.0.0.1:" + port,
                "--millrace.metadata.address=127.0.0.1:" + metadataPort);
        put(shardServices, index, shard.process());
        return shard;
    }

    private ServiceProcess beginConsumerRegistry(int index) {
        int port = registryPorts.get(index);
        ServiceProcess registry = start(
                "consumer-registry-service",
                "consumer-registry-" + index,
                port,
                "--millrace.consumer-registry.advertised-address=127.0.0.1:" + port,
                "--millrace.metadata.address=127.0.0.1:" + metadataPort,
                "--millrace.shard.addresses=" + shardAddresses());
        put(consumerRegistries, index, registry.process());
        return registry;
    }

    private static void put(List<ChildProcess> instances, int index, ChildProcess started) {
        if (index < instances.size()) {
            instances.set(index, started);
        } else {
            instances.add(started);
        }
    }

    private void startGateway() {
        gateway = startGateway("gateway", access);
    }

    private ChildProcess startGateway(String name, Access at) {
        ServiceProcess service = start(
                "gateway-service",
                name,
                port(),
                "--millrace.gateway.http-port=" + at.endpoint().getPort(),
                "--millrace.gateway.tls-port=" + at.tlsEndpoint().getPort(),
                "--millrace.gateway.tls-directory=" + directory.resolve("tls"),
                "--millrace.metadata.address=127.0.0.1:" + metadataPort,
                "--millrace.shard.addresses=" + shardAddresses(),
                "--millrace.consumer-registry.addresses=" + addresses(registryPorts),
                "--millrace.root.access-key-id=" + at.accessKeyId(),
                "--millrace.root.secret-access-key=" + at.secretAccessKey());
        try {
            service.awaitReady();
        } catch (AssertionError notReady) {
            service.process().kill();
            throw notReady;
        }
        return service.process();
    }

    private ServiceProcess beginMetadata() {
        ServiceProcess metadata = start(
                "metadata-service",
                "metadata",
                metadataPort,
                "--millrace.master-key.file=" + directory.resolve("master-key.json"),
                "--millrace.shard.addresses=" + shardAddresses());
        metadataService = metadata.process();
        return metadata;
    }

    /** Kills the metadata service, and starts another instance in its place. */
    public void replaceMetadataService() {
        kill(metadataService);
        beginMetadata().awaitReady();
    }

    /** Kills the gateway, and starts another one on its ports. */
    public void replaceGateway() {
        kill(gateway);
        startGateway();
    }

    private static void kill(@Nullable ChildProcess process) {
        if (process != null) {
            process.kill();
        }
    }

    private String shardAddresses() {
        return addresses(shardPorts);
    }

    private static String addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    private ServiceProcess start(String service, String name, int grpcPort, String... properties) {
        int managementPort = port();
        List<String> command = new ArrayList<>(List.of(
                Build.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Build.executableJar(service).toString(),
                "--millrace.cluster-secret=" + clusterSecret,
                "--millrace.internal.bind-address=127.0.0.1",
                "--millrace.limits.enabled=false",
                "--spring.cassandra.contact-points=127.0.0.1:"
                        + cassandra.contactPoint().getPort(),
                "--spring.grpc.server.port=" + grpcPort,
                "--management.server.port=" + managementPort));
        command.addAll(List.of(properties));
        ChildProcess process =
                ChildProcess.start(name, command, certificates.environment(service), directory.resolve(name + ".log"));
        return new ServiceProcess(process, new InetSocketAddress(Build.loopback(), managementPort));
    }

    private static int port() {
        return FreePorts.next(Build.loopback());
    }
}
