package dev.millrace.cassandra.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Cassandra process. It ends with this JVM however this JVM ends; a directory that was in use when it ended
 * abruptly is recovered at the next start, with every acknowledged write.
 */
public final class EmbeddedCassandra implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCassandra.class);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final EmbeddedCassandraSettings settings;
    private final Process process;
    private final Path console;

    private EmbeddedCassandra(EmbeddedCassandraSettings settings, Process process, Path console) {
        this.settings = settings;
        this.process = process;
        this.console = console;
    }

    /**
     * Starts the process and returns at once; {@link #awaitReady} tells when it answers CQL.
     *
     * @throws CassandraUnavailableException when no fitting Java is installed or the process cannot be started
     */
    public static EmbeddedCassandra start(EmbeddedCassandraSettings settings) {
        Path javaHome = CassandraJava.ofThisMachine().home();
        ConfigurationFiles configuration = new ConfigurationFiles(settings);
        try {
            configuration.write();
            File console = configuration.logs().resolve("console.log").toFile();
            List<String> command = new CassandraCommand(settings, configuration, javaHome).line();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(settings.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console);
            // Glibc would give each of some hundred threads an arena of its own, and keep what they free.
            builder.environment().put("MALLOC_ARENA_MAX", "4");
            Process process = builder.start();
            LOG.info("Cassandra starts as process {} on {}", process.pid(), settings.directory());
            return new EmbeddedCassandra(settings, process, console.toPath());
        } catch (IOException e) {
            throw new CassandraUnavailableException("Cassandra cannot be started: " + e.getMessage(), e);
        }
    }

    /** Where CQL clients connect. */
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress(settings.address(), settings.nativePort());
    }

    /** The settings it runs with; starting with them again after it ended resumes on the same data and ports. */
    public EmbeddedCassandraSettings settings() {
        return settings;
    }

    /** The operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** What tells whether it has done anything since the last call; each one that is got counts by itself. */
    public BooleanSupplier activity() {
        return new ProcessActivity(process.toHandle(), console)::advanced;
    }

    /** Completes with the exit status when the process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until CQL is answered, and says every ten seconds how far the process is.
     *
     * @param patience how long the process may do nothing at all
     * @throws CassandraUnavailableException when the process ends first or does nothing, with the errors of its log
     */
    public EmbeddedCassandra awaitReady(Duration patience) throws InterruptedException {
        CqlProbe probe = new CqlProbe(contactPoint());
        long started = System.nanoTime();
        ProcessActivity activity = new ProcessActivity(process.toHandle(), console);
        StartWatch watch = new StartWatch(
                patience, activity::advanced, () -> "Cassandra still starts (" + activity.lastMessage() + ")");
        while (!probe.answers()) {
            if (process.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CassandraUnavailableException("Cassandra ended with status " + process.exitValue()
                        + " before it was ready. " + whatTheLogSays());
            }
            if (watch.gaveUp()) {
                throw new CassandraUnavailableException("Cassandra is not ready, and has done nothing for "
                        + patience.toMinutes() + " minutes. " + whatTheLogSays());
            }
        }
        LOG.info("Cassandra answers after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return this;
    }

    /** Lets Cassandra drain and end; after twenty seconds it is killed, which loses nothing but the time of a replay. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(DRAIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Cassandra did not drain within {} s and is killed", DRAIN_PATIENCE.toSeconds());
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }

    private String whatTheLogSays() {
        return new StartupFailure(console).describe();
    }
}
