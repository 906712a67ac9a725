package dev.millrace.e2e.cluster;

import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import dev.millrace.cassandra.embedded.RingPlace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Three nodes, each of which is to have everything. */
final class CassandraRing {
    static final int NODES = 3;

    private static final int FIRST_ADDRESS = 11;
    private static final int HEAP_MEBIBYTES = 512;
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final int nativePort = Addresses.port();
    private final int storagePort = Addresses.port();
    private final List<CassandraNode> nodes = new ArrayList<>();

    /** @param smallDisk whether the last node has a disk of its own */
    CassandraRing(Path directory, boolean smallDisk) {
        List<InetAddress> seeds = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            seeds.add(Addresses.reached(FIRST_ADDRESS + i));
        }
        for (int i = 0; i < NODES; i++) {
            String name = "cassandra-" + i;
            Optional<SmallDisk> disk = smallDisk && i == NODES - 1
                    ? Optional.of(SmallDisk.mount(directory.resolve(name)))
                    : Optional.empty();
            RingPlace place = new RingPlace(seeds, Addresses.reached(FIRST_ADDRESS + i), token(i), disk.isPresent());
            nodes.add(new CassandraNode(
                    name,
                    EmbeddedCassandraSettings.alone(directory.resolve(name), HEAP_MEBIBYTES)
                            .inRing(Addresses.listening(FIRST_ADDRESS + i), nativePort, storagePort, place),
                    disk));
        }
    }

    private static long token(int node) {
        return Long.MIN_VALUE + 1 + node * (Long.MAX_VALUE / NODES * 2);
    }

    List<CassandraNode> nodes() {
        return nodes;
    }

    void open(Network network) throws IOException {
        for (int i = 0; i < NODES; i++) {
            for (int port : List.of(nativePort, storagePort)) {
                network.open(
                        nodes.get(i).name(),
                        Addresses.reached(FIRST_ADDRESS + i, port),
                        Addresses.listening(FIRST_ADDRESS + i, port));
            }
        }
    }

    /** Returns when they are one ring. */
    void start() {
        nodes.forEach(Member::start);
        nodes.forEach(Member::awaitReady);
        RingProbe probe = new RingProbe(reached());
        await("the ring to be whole")
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(probe::isWhole);
    }

    /** After the end of the nodes. */
    void closeDisks() {
        nodes.forEach(node -> node.disk().ifPresent(SmallDisk::close));
    }

    /** As settings name them. */
    String contactPoints() {
        return reached().stream().map(Addresses::text).collect(Collectors.joining(","));
    }

    private List<InetSocketAddress> reached() {
        return nodes.stream()
                .map(node -> Addresses.reached(FIRST_ADDRESS + nodes.indexOf(node), nativePort))
                .toList();
    }
}
