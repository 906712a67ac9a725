package dev.millrace.e2e.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a process listens on, as Linux tells it: whatever the process itself believes. */
public final class ListeningPorts {
    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private ListeningPorts() {}

    /** The ports, each with whether it is open on the loopback interface only. */
    public static Map<Integer, Boolean> of(long pid) throws IOException {
        Set<String> sockets = socketsOf(pid);
        Map<Integer, Boolean> ports = new TreeMap<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "net", table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENING) && sockets.contains(columns[9])) {
                    String[] address = columns[1].split(":");
                    ports.merge(Integer.parseInt(address[1], 16), LOOPBACK.contains(address[0]), Boolean::logicalAnd);
                }
            }
        }
        return ports;
    }

    private static Set<String> socketsOf(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (IOException closedMeanwhile) {
                    // It is none that listens for long.
                }
            }
        }
        return inodes;
    }
}
