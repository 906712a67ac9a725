package dev.millrace.e2e.stack;

import dev.millrace.cassandra.embedded.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/** {@code ./millrace up} as a process, on its own data and free ports, with given root credentials. */
public final class StackProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(6);
    private static final String READY = "Millrace is ready";

    private final String name;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final Access access;
    private ChildProcess process;
    private Duration lastStart = Duration.ZERO;

    private StackProcess(String name, Map<String, String> settings) {
        this.name = name;
        Path directory = Build.freshDirectory(name);
        this.log = directory.resolve("stack.log");
        int port = FreePorts.next(Build.loopback());
        int tlsPort = FreePorts.next(Build.loopback());
        this.access = new Access(
                URI.create("http://127.0.0.1:" + port),
                URI.create("https://127.0.0.1:" + tlsPort),
                Region.US_EAST_1,
                "AKIDENDTOEND",
                "secret-" + UUID.randomUUID());
        environment.put("MILLRACE_DATA", directory.resolve("data").toString());
        environment.put("MILLRACE_HTTP_PORT", String.valueOf(port));
        environment.put("MILLRACE_TLS_PORT", String.valueOf(tlsPort));
        environment.put("MILLRACE_ROOT_ACCESS_KEY_ID", access.accessKeyId());
        environment.put("MILLRACE_ROOT_SECRET_ACCESS_KEY", access.secretAccessKey());
        environment.put("MILLRACE_CASSANDRA_HEAP_MB", "1024");
        // A stack that lives for a minute is not worth the second compiler, which takes half of the time until it is
        // ready.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        // The build that runs these tests has made the jars.
        environment.put("MILLRACE_BUILD", "never");
        environment.putAll(settings);
        this.process = launch();
    }

    /**
     * Starts a stack on fresh data and waits until it is ready.
     *
     * @param name of its folder below {@code target/stacks}
     * @param settings environment variables besides those for data, ports and credentials
     */
    public static StackProcess start(String name, Map<String, String> settings) {
        return new StackProcess(name, settings);
    }

    /** Starts it again on the same data and ports, and waits until it is ready. */
    public void restart(Map<String, String> settings) {
        if (process.isAlive()) {
            throw new IllegalStateException("it still runs");
        }
        environment.putAll(settings);
        process = launch();
    }

    /**
     * Starts it on the same data with settings that it is to refuse, and waits until it has ended.
     *
     * @return what it said meanwhile
     */
    public String refusedStart(Map<String, String> settings) throws InterruptedException {
        Map<String, String> refused = new HashMap<>(environment);
        refused.putAll(settings);
        int logged = process.log().length();
        ChildProcess started = ChildProcess.start(name, launcher(), refused, log);
        try (started) {
            started.awaitFailure(START_PATIENCE);
            return started.log().substring(logged);
        }
    }

    public Access access() {
        return access;
    }

    public Path data() {
        return Path.of(environment.getOrDefault("MILLRACE_DATA", ""));
    }

    /** The JVM of the services, which is the parent of Cassandra's. */
    public ChildProcess process() {
        return process;
    }

    /** The ids of the process of the services and of Cassandra's. */
    public List<Long> processIds() {
        return Stream.concat(Stream.of(process.pid()), process.children().map(ProcessHandle::pid))
                .toList();
    }

    /** How long the last start took, to the line that says that it is ready. */
    public Duration lastStart() {
        return lastStart;
    }

    /** {@code kill -9} of the services and of Cassandra. */
    public void killAll() {
        List<ProcessHandle> children = process.children().toList();
        process.kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** {@code kill -9} of Cassandra alone, which the stack is to start again. */
    public void killCassandra() {
        process.children().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.close();
    }

    private ChildProcess launch() {
        long began = System.nanoTime();
        ChildProcess started = ChildProcess.start(name, launcher(), environment, log);
        int readyBefore = occurrences(started.log());
        try {
            started.await("ready", START_PATIENCE, () -> occurrences(started.log()) > readyBefore);
        } catch (AssertionError notReady) {
            started.close();
            throw notReady;
        }
        lastStart = Duration.ofNanos(System.nanoTime() - began);
        return started;
    }

    private static List<String> launcher() {
        return List.of(Build.root().resolve("millrace").toString(), "up");
    }

    private static int occurrences(String log) {
        return log.split(READY, -1).length - 1;
    }
}
