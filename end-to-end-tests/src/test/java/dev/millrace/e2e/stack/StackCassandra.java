package dev.millrace.e2e.stack;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The database of a local stack that runs, for whoever has got hold of it. */
public final class StackCassandra {
    private static final String USER = "millrace";

    private final Path data;
    private final List<String> configuration;

    /** @param data the folder of the stack */
    public StackCassandra(Path data) throws IOException {
        this.data = data;
        this.configuration =
                Files.readAllLines(data.resolve("cassandra").resolve("conf").resolve("cassandra.yaml"));
    }

    /** Opened with the password that is in the stack's folder. */
    public CqlSession session() throws IOException {
        return sessionOf(
                USER, Files.readString(data.resolve("cassandra-password")).strip());
    }

    /** Opened with another password. */
    public CqlSession sessionOf(String user, String password) {
        return builder().withAuthCredentials(user, password).build();
    }

    /** Opened as a client that knows of no password. */
    public CqlSession sessionOfAnybody() {
        return builder().build();
    }

    private CqlSessionBuilder builder() {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", Integer.parseInt(setting("native_transport_port"))))
                .withLocalDatacenter("datacenter1");
    }

    /** What is behind a name in its configuration. */
    public String setting(String name) {
        String start = name + ": ";
        return configuration.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
    }
}
