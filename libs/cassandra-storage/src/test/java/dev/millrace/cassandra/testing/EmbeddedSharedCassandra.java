package dev.millrace.cassandra.testing;

import dev.millrace.cassandra.embedded.EmbeddedCassandra;
import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A child process. Its data lie under {@code target} and are deleted when the tests have ended. */
final class EmbeddedSharedCassandra implements SharedCassandra {

    private static final int HEAP_MEBIBYTES = 768;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final EmbeddedCassandra process;

    private EmbeddedSharedCassandra(EmbeddedCassandra process) {
        this.process = process;
    }

    static EmbeddedSharedCassandra start() {
        Path directory = Path.of(
                "target", "cassandra", String.valueOf(ProcessHandle.current().pid()));
        EmbeddedCassandra process = EmbeddedCassandra.start(
                EmbeddedCassandraSettings.alone(directory, HEAP_MEBIBYTES).startedOnce());
        try {
            return new EmbeddedSharedCassandra(process.awaitReady(START_TIMEOUT));
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Cassandra started", e);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    @Override
    public InetSocketAddress contactPoint() {
        return process.contactPoint();
    }

    @Override
    public String localDatacenter() {
        return EmbeddedCassandraSettings.DATA_CENTER;
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
