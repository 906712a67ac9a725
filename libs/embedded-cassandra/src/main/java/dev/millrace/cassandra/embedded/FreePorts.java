package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that nobody listens on. They are taken from below the range that operating systems give to outgoing
 * connections, so that none of those can slip in between the choice and its use. Some of them are opened only when
 * others have been chosen: none is given twice.
 */
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private static final Set<Integer> PROMISED = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Gives a port to nobody: somebody will open it who has chosen it elsewhere. */
    public static void promise(int port) {
        PROMISED.add(port);
    }

    /**
     * A port that is free at this moment on one address, and that was not given before.
     *
     * @throws CassandraUnavailableException when none was found in a thousand attempts
     */
    public static int next(InetAddress address) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, port), 1);
                if (PROMISED.add(port)) {
                    return port;
                }
            } catch (IOException e) {
                // Taken; the next one may not be.
            }
        }
        throw new CassandraUnavailableException(
                "No free port between " + LOWEST + " and " + HIGHEST + " on " + address.getHostAddress());
    }
}
