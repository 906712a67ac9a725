package dev.millrace.local;

import dev.millrace.cassandra.embedded.CassandraUnavailableException;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import dev.millrace.cassandra.embedded.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The whole suite on one machine: {@code millrace up}. */
public final class LocalStack implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalStack.class);
    /** How long nothing may happen while everything starts. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private static final int CANNOT_RUN = 1;

    private final DataDirectory data;
    private final SupervisedCassandra cassandra;
    private final RunningServices services;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalStack(DataDirectory data, SupervisedCassandra cassandra, RunningServices services) {
        this.data = data;
        this.cassandra = cassandra;
        this.services = services;
    }

    /** Runs until the process is asked to end. The environment holds what can be chosen; see {@code millrace help}. */
    public static void main(String[] arguments) throws InterruptedException {
        setUpLogging();
        try {
            LocalStackSettings settings = LocalStackSettings.from(System.getenv());
            switch (arguments.length == 0 ? "up" : arguments[0]) {
                case "up" -> runUntilStopped(settings);
                case "credentials" -> System.out.print(new ReadyBanner(settings).exports());
                case "rehearse" -> rehearse(settings);
                default -> throw new LocalStackException("Unknown command " + arguments[0]);
            }
        } catch (LocalStackException | CassandraUnavailableException e) {
            log.debug("The local stack cannot run", e);
            System.err.println("millrace: " + e.getMessage());
            System.exit(CANNOT_RUN);
        }
    }

    /** One log for all: each service would otherwise reset the logging of the others. */
    private static void setUpLogging() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void runUntilStopped(LocalStackSettings settings) throws InterruptedException {
        LocalStack stack = begin(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.awaitReady();
        System.out.println(new ReadyBanner(settings).text());
        Thread.currentThread().join();
    }

    /** Starts and stops everything once, for the JVMs to see which classes that takes. */
    private static void rehearse(LocalStackSettings settings) throws InterruptedException {
        try (LocalStack stack = begin(settings)) {
            stack.awaitReady();
        }
        System.exit(0);
    }

    /** Takes the data directory and begins to start everything at once; the services wait for Cassandra themselves. */
    static LocalStack begin(LocalStackSettings settings) {
        DataDirectory data = DataDirectory.claim(settings.data());
        claimPort(settings.httpPort(), "MILLRACE_HTTP_PORT");
        claimPort(settings.tlsPort(), "MILLRACE_TLS_PORT");
        RootCredentials root =
                settings.givenCredentials().orElseGet(() -> RootCredentials.fromFile(data.credentials()));
        EmbeddedCassandraSettings node = EmbeddedCassandraSettings.alone(
                        data.cassandra(), settings.cassandraHeapMebibytes())
                .askingForPassword(data.cassandraPassword().file());
        SupervisedCassandra cassandra = SupervisedCassandra.start(node, data.diskReserve());
        List<LocalService> services = new ServiceTable(settings, data, root, node.nativePort()).services();
        new MetricsTargets(services).write(data.metricsTargets());
        return new LocalStack(data, cassandra, RunningServices.start(services));
    }

    /**
     * Keeps a port for the gateway, which opens it last of all. That it is taken is seen here, so that it is said at once
     * and in one line.
     */
    private static void claimPort(int port, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            throw new LocalStackException("Port " + port + " is in use; set " + variable + " to another one", e);
        }
        FreePorts.promise(port);
    }

    void awaitReady() throws InterruptedException {
        services.awaitReady(START_PATIENCE, cassandra.ready(), cassandra.activity());
    }

    /** Gateway, shards, registry, metadata, Cassandra, in this order; then the data directory is free. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            services.close();
            cassandra.close();
            try {
                data.close();
            } catch (IOException e) {
                log.warn("The lock of the data directory could not be released", e);
            }
        }
    }
}
