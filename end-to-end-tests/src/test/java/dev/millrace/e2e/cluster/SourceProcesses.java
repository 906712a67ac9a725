package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which member a connection comes from, as Linux tells it. */
final class SourceProcesses {
    /** Whoever is no member. */
    static final String CLIENT = "client";

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final Supplier<List<Member>> members;

    SourceProcesses(Supplier<List<Member>> members) {
        this.members = members;
    }

    String of(Socket accepted) {
        Optional<String> socket = inode(accepted.getPort(), accepted.getLocalPort());
        return socket.flatMap(inode -> members.get().stream()
                        .filter(member -> hasOpen(member, "socket:[" + inode + "]"))
                        .findFirst())
                .map(Member::name)
                .orElse(CLIENT);
    }

    private static Optional<String> inode(int port, int peerPort) {
        String own = String.format(":%04X", port);
        String peer = String.format(":%04X", peerPort);
        return TABLES.stream()
                .flatMap(table -> lines(table).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(own) && columns[2].endsWith(peer))
                .map(columns -> columns[9])
                .findFirst();
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean hasOpen(Member member, String socket) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(member.pid()), "fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, socket));
        } catch (IOException notRunning) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
