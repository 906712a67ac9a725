package dev.millrace.e2e.stack;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The database of a local stack that runs, for whoever has got hold of it. */
public final class StackCassandra {
    private static final String USER = "millrace";
    /** The driver's own two seconds are for applications that have something better to do than to wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .build());
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
