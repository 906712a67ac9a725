package dev.millrace.e2e.cluster;

import dev.millrace.e2e.cluster.Member.Kind;
import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.Build;
import dev.millrace.e2e.stack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/**
 * Millrace as production has it: three Cassandra nodes with three replicas of everything, and two instances of each service,
 * each a process of its own with an address of its own.
 */
final class Cluster implements AutoCloseable {
    private static final int INSTANCES = 2;
    private static final String ACCESS_KEY_ID = "AKIDCLUSTER";

    private final Path directory = Build.freshDirectory("cluster");
    private final String clusterSecret = UUID.randomUUID().toString();
    private final String rootSecret = "secret-" + UUID.randomUUID();
    private final CassandraRing ring;
    private final List<ServiceInstance> services = new ArrayList<>();
    private final List<Access> gateways = new ArrayList<>();
    private final Network network = new Network(this::members);
    private final List<InetSocketAddress> metadata = servers(21);
    private final List<InetSocketAddress> shards = servers(31);
    private final List<InetSocketAddress> registries = servers(41);
    private final List<InetSocketAddress> front = servers(51);
    private final Path clockAgent = ClockAgent.jar(directory.resolve("clock-agent.jar"));
    private final Path hosts = Addresses.hostsFile(directory.resolve("hosts"), List.of(21, 22));

    private Cluster(boolean smallDisk) {
        ring = new CassandraRing(directory, smallDisk);
    }

    /**
     * Returns when everything is ready.
     *
     * @param smallDisk whether a node has a disk of its own, which can be filled
     */
    static Cluster start(boolean smallDisk) {
        Cluster cluster = new Cluster(smallDisk);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        }
    }

    private void startAll() throws IOException {
        ring.open(network);
        ring.start();
        for (int i = 0; i < INSTANCES; i++) {
            addMetadata(i);
            addShard(i);
            addRegistry(i);
            addGateway(i);
        }
        services.forEach(Member::start);
        services.forEach(Member::awaitReady);
    }

    /** All processes, the nodes first. */
    List<Member> members() {
        List<Member> all = new ArrayList<>(ring.nodes());
        all.addAll(services);
        return all;
    }

    List<Member> members(Kind kind) {
        return members().stream().filter(member -> member.kind() == kind).toList();
    }

    Network network() {
        return network;
    }

    /** Where clients find the gateways, one after the other. */
    List<Access> gateways() {
        return gateways;
    }

    /** A metadata service for an installation of its own, which is to have one replica of everything. */
    ChildProcess startWithOneReplica() {
        List<String> command = new ArrayList<>(services.get(0).command());
        command.removeIf(argument -> argument.contains(".port=") || argument.contains("replication-factor="));
        command.addAll(List.of(
                "--millrace.cassandra.keyspace=one_replica",
                "--millrace.cassandra.replication-factor=1",
                "--spring.grpc.server.port=0",
                "--management.server.port=0"));
        return ChildProcess.start("one-replica", command, Map.of(), directory.resolve("one-replica.log"));
    }

    /** How often instances of the shard service have lost their lease, but for one instance. */
    long lapses(Member exceptOf) {
        return services.stream()
                .filter(service -> service.kind() == Kind.SHARD && service != exceptOf)
                .mapToLong(service -> service.said("The lease of instance"))
                .sum();
    }

    @Override
    public void close() {
        members().forEach(Member::kill);
        network.close();
        ring.closeDisks();
    }

    private void addMetadata(int i) throws IOException {
        add(
                Kind.METADATA,
                "metadata-service",
                metadata.get(i),
                "--millrace.master-key.file=" + directory.resolve("master-key.json"),
                "--millrace.shard.addresses=" + reached(shards));
    }

    private void addShard(int i) throws IOException {
        add(
                Kind.SHARD,
                "shard-service",
                shards.get(i),
                "--millrace.shard.advertised-address=" + Addresses.text(reached(shards.get(i))),
                "--millrace.metadata.address=" + metadataAddress());
    }

    private void addRegistry(int i) throws IOException {
        add(
                Kind.REGISTRY,
                "consumer-registry-service",
                registries.get(i),
                "--millrace.consumer-registry.advertised-address=" + Addresses.text(reached(registries.get(i))),
                "--millrace.metadata.address=" + metadataAddress(),
                "--millrace.shard.addresses=" + reached(shards));
    }

    private void addGateway(int i) throws IOException {
        InetSocketAddress server = front.get(i);
        String address = server.getAddress().getHostAddress();
        add(
                Kind.GATEWAY,
                "gateway-service",
                server,
                "--millrace.gateway.bind-address=" + address,
                "--management.server.address=" + address,
                "--millrace.gateway.http-port=" + server.getPort(),
                "--millrace.gateway.tls-port=-1",
                "--millrace.gateway.tls-directory=" + directory.resolve("tls-" + i),
                "--millrace.metadata.address=" + metadataAddress(),
                "--millrace.shard.addresses=" + reached(shards),
                "--millrace.consumer-registry.addresses=" + reached(registries),
                "--millrace.root.access-key-id=" + ACCESS_KEY_ID,
                "--millrace.root.secret-access-key=" + rootSecret);
        URI endpoint = URI.create("http://" + Addresses.text(reached(server)));
        gateways.add(new Access(endpoint, endpoint, Region.US_EAST_1, ACCESS_KEY_ID, rootSecret));
    }

    private void add(Kind kind, String service, InetSocketAddress server, String... properties) throws IOException {
        String name = kind.name().toLowerCase(Locale.ROOT) + "-" + members(kind).size();
        Path clock = directory.resolve(name + ".clock");
        InetSocketAddress management = new InetSocketAddress(server.getAddress(), Addresses.port());
        List<String> command = new ArrayList<>(List.of(
                Build.java().toString(),
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-javaagent:" + clockAgent + "=" + clock,
                "-jar",
                Build.executableJar(service).toString(),
                "--millrace.cluster-secret=" + clusterSecret,
                "--millrace.internal.bind-address=" + server.getAddress().getHostAddress(),
                "--millrace.limits.enabled=false",
                "--millrace.cassandra.replication-factor=" + CassandraRing.NODES,
                "--spring.cassandra.contact-points=" + ring.contactPoints(),
                "--spring.grpc.server.port=" + server.getPort(),
                "--management.server.port=" + management.getPort()));
        command.addAll(List.of(properties));
        services.add(new ServiceInstance(name, kind, command, management, directory.resolve(name + ".log"), clock));
        network.open(name, reached(server), server);
    }

    private String metadataAddress() {
        return "dns:///" + Addresses.METADATA + ":" + metadata.get(0).getPort();
    }

    /** Addresses in a row, with one port. */
    private static List<InetSocketAddress> servers(int first) {
        int port = Addresses.port();
        return List.of(Addresses.listening(first, port), Addresses.listening(first + 1, port));
    }

    private static String reached(List<InetSocketAddress> servers) {
        return servers.stream().map(server -> Addresses.text(reached(server))).collect(Collectors.joining(","));
    }

    private static InetSocketAddress reached(InetSocketAddress server) {
        return Addresses.reached(server.getAddress().getAddress()[3], server.getPort());
    }
}
