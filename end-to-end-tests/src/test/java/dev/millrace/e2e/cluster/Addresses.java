package dev.millrace.e2e.cluster;

import dev.millrace.cassandra.embedded.FreePorts;
import dev.millrace.e2e.stack.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where members listen, and where they are reached. Each has an address of its own, as if it had a machine: 127.0.0.n to
 * listen on, and 127.0.1.n in the {@link Network}.
 */
final class Addresses {
    /** The name that all instances of the metadata service have in common. */
    static final String METADATA = "metadata";

    private Addresses() {}

    static InetAddress listening(int number) {
        return address("127.0.0." + number);
    }

    static InetAddress reached(int number) {
        return address("127.0.1." + number);
    }

    static int port() {
        return FreePorts.next(Build.loopback());
    }

    static InetSocketAddress listening(int number, int port) {
        return new InetSocketAddress(listening(number), port);
    }

    static InetSocketAddress reached(int number, int port) {
        return new InetSocketAddress(reached(number), port);
    }

    /** As settings name it. */
    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /**
     * What stands in for a name server: a JVM that is told of the file by {@code jdk.net.hosts.file} knows these names and no
     * others.
     */
    static Path hostsFile(Path file, List<Integer> metadata) {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        metadata.forEach(number -> lines.append(reached(number).getHostAddress())
                .append(' ')
                .append(METADATA)
                .append('\n'));
        try {
            return Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no look-up", e);
        }
    }
}
