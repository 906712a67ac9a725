package dev.millrace.cassandra.embedded;

import dev.millrace.cassandra.access.OnePasswordAuthenticator;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one embedded Cassandra is to run.
 *
 * @param directory everything it writes: data, commit log, configuration, logs. Survives restarts; one process at a time
 * @param libraries the folder of Cassandra's jars, see {@link CassandraLibraries}
 * @param heapMebibytes its Java heap; the process takes about 0.5 GiB more. At least 512
 * @param address the address that it listens on
 * @param nativePort the port that CQL clients use
 * @param storagePort the port between nodes, of which there is one: others that connect are refused
 * @param lasting whether it is for more than one start. If not, a change of the schema is answered before it is on disk, and nothing
 *     is compiled for the long run: it starts, and makes tables, in half the time
 * @param passwordFile the file with the password of its one user, {@value #USER}; with none, whoever
 *     connects may do everything, which is for tests
 * @param ring its place among other nodes, which is for tests; without one it is alone, and lets no other node in
 */
public record EmbeddedCassandraSettings(
        Path directory,
        Path libraries,
        int heapMebibytes,
        InetAddress address,
        int nativePort,
        int storagePort,
        boolean lasting,
        @Nullable Path passwordFile,
        @Nullable RingPlace ring) {

    private static final int SMALLEST_HEAP = 512;

    /** The name of the only data centre, as the driver wants to hear it. */
    public static final String DATA_CENTER = "datacenter1";

    /** The only user of a node that asks for a password. */
    public static final String USER = OnePasswordAuthenticator.USER;

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
                true,
                null,
                null);
    }

    /** The same for tests, whose tables need to last no longer than the process. */
    public EmbeddedCassandraSettings startedOnce() {
        return new EmbeddedCassandraSettings(
                directory, libraries, heapMebibytes, address, nativePort, storagePort, false, passwordFile, ring);
    }

    /** The same, opening sessions for {@value #USER} with this file's password and for nobody else. */
    public EmbeddedCassandraSettings askingForPassword(Path file) {
        return new EmbeddedCassandraSettings(
                directory, libraries, heapMebibytes, address, nativePort, storagePort, lasting, file, ring);
    }

    /** The same at another address, as one of several nodes. */
    public EmbeddedCassandraSettings inRing(
            InetAddress at, int nativePortOfAll, int storagePortOfAll, RingPlace place) {
        return new EmbeddedCassandraSettings(
                directory,
                libraries,
                heapMebibytes,
                at,
                nativePortOfAll,
                storagePortOfAll,
                lasting,
                passwordFile,
                place);
    }
}
