package dev.millrace.cassandra.testing;

import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** The one Cassandra of a test JVM. Its data lie under {@code target} and are deleted when the tests have ended. */
final class SharedCassandra implements AutoCloseable {

    private static final int HEAP_MEBIBYTES = 768;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final EmbeddedCassandra process;

    private SharedCassandra(EmbeddedCassandra process) {
        this.process = process;
    }

    static SharedCassandra start() {
        Path directory = Path.of(
                "target", "cassandra", String.valueOf(ProcessHandle.current().pid()));
        EmbeddedCassandra process = EmbeddedCassandra.start(EmbeddedCassandraSettings.alone(directory, HEAP_MEBIBYTES));
        try {
            return new SharedCassandra(process.awaitReady(START_TIMEOUT));
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Cassandra started", e);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    EmbeddedCassandra process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.kill();
        try (Stream<Path> files = Files.walk(process.settings().directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
