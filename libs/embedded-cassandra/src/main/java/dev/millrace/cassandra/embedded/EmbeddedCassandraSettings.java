package dev.millrace.cassandra.embedded;

import java.net.InetAddress;
import java.nio.file.Path;

/**
 * How one embedded Cassandra is to run.
 *
 * @param directory everything it writes: data, commit log, configuration, logs. Survives restarts; one process at a time
 * @param libraries the folder of Cassandra's jars, see {@link CassandraLibraries}
 * @param heapMebibytes its Java heap; the process takes about 0.5 GiB more. At least 512
 * @param address the address that it listens on; loopback unless several nodes are to meet
 * @param nativePort the port that CQL clients use
 * @param storagePort the port between nodes
 * @param durableSchema whether a change of the schema is on disk before it is answered; without that it takes a tenth of the
 *     time, and the data are of no use to a second start
 */
public record EmbeddedCassandraSettings(
        Path directory,
        Path libraries,
        int heapMebibytes,
        InetAddress address,
        int nativePort,
        int storagePort,
        boolean durableSchema) {

    private static final int SMALLEST_HEAP = 512;

    /** The name of the only data centre, as the driver wants to hear it. */
    public static final String DATA_CENTER = "datacenter1";

    public EmbeddedCassandraSettings {
        directory = directory.toAbsolutePath().normalize();
        libraries = libraries.toAbsolutePath().normalize();
        if (heapMebibytes < SMALLEST_HEAP) {
            throw new IllegalArgumentException(
                    "Cassandra needs a heap of " + SMALLEST_HEAP + " MiB or more, not " + heapMebibytes);
        }
    }

    /** A node alone on the loopback address, on free ports, with the libraries where the build or the launcher put them. */
    public static EmbeddedCassandraSettings alone(Path directory, int heapMebibytes) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new EmbeddedCassandraSettings(
                directory,
                CassandraLibraries.locate(),
                heapMebibytes,
                loopback,
                FreePorts.next(loopback),
                FreePorts.next(loopback),
                true);
    }

    /** The same for tests, whose tables need to last no longer than the process. */
    public EmbeddedCassandraSettings startedOnce() {
        return new EmbeddedCassandraSettings(
                directory, libraries, heapMebibytes, address, nativePort, storagePort, false);
    }
}
