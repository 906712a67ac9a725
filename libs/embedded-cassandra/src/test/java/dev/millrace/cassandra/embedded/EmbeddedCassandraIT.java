package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCassandraIT {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void comesBackOnItsDirectoryAfterAKillAndAfterAnOrderlyStop() throws Exception {
        EmbeddedCassandraSettings settings = EmbeddedCassandraSettings.alone(directory, 512);
        EmbeddedCassandra killed = EmbeddedCassandra.start(settings).awaitReady(START);
        killed.kill();
        assertThat(killed.onExit()).succeedsWithin(PATIENCE);

        EmbeddedCassandra stopped = EmbeddedCassandra.start(settings).awaitReady(START);
        assertThat(new CqlLogin(stopped.contactPoint()).withoutPassword()).isEqualTo(CqlLogin.READY);
        stopped.stop();
        assertThat(stopped.onExit()).succeedsWithin(PATIENCE);
        assertThat(new CqlProbe(stopped.contactPoint()).answers()).isFalse();
        assertThat(whatOthersMayRead(directory.resolve("data"))).isEmpty();
        assertThat(whatOthersMayRead(directory.resolve("commitlog"))).isEmpty();
    }

    @Test
    void opensSessionsForWhoeverHasThePasswordAlsoOnDataThatHadNone() throws Exception {
        EmbeddedCassandraSettings open = EmbeddedCassandraSettings.alone(directory, 512);
        EmbeddedCassandra.start(open).awaitReady(START).stop();
        Path password = Files.writeString(directory.resolve("it's a password"), "a-password-of-some-length\n");

        try (EmbeddedCassandra closed =
                EmbeddedCassandra.start(open.askingForPassword(password)).awaitReady(START)) {
            CqlLogin login = new CqlLogin(closed.contactPoint());

            assertThat(login.withoutPassword()).isEqualTo(CqlLogin.AUTHENTICATE);
            assertThat(login.queryWithoutPassword()).isEqualTo(CqlLogin.ERROR);
            assertThat(login.as("cassandra", "cassandra")).isEqualTo(CqlLogin.ERROR);
            assertThat(login.as("millrace", "a-password-of-same-length")).isEqualTo(CqlLogin.ERROR);
            assertThat(login.as("millrace", "a-password-of-some-length")).isEqualTo(CqlLogin.AUTH_SUCCESS);
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dmillrace.cassandra.libraries=" + CassandraLibraries.locate(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentProgram.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitReadyLine(parent);
        assertThat(lockIsFree()).isFalse();

        parent.destroyForcibly().onExit().join();

        // Not the process table: a dead process stays there until the machine's init notices.
        await().atMost(PATIENCE).until(this::lockIsFree);
    }

    @Test
    void aProcessThatCannotStartIsReportedWithTheErrorsOfItsLog() throws Exception {
        EmbeddedCassandraSettings settings = EmbeddedCassandraSettings.alone(directory, 512);
        try (ServerSocket occupied = new ServerSocket(settings.storagePort(), 1, settings.address());
                EmbeddedCassandra cassandra = EmbeddedCassandra.start(settings)) {
            assertThat(occupied.isBound()).isTrue();
            assertThatThrownBy(() -> cassandra.awaitReady(START))
                    .isInstanceOf(CassandraUnavailableException.class)
                    .hasMessageContaining("before it was ready")
                    .hasMessageContaining(String.valueOf(settings.storagePort()));
        }
    }

    private static List<Path> whatOthersMayRead(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(EmbeddedCassandraIT::mayBeReadByOthers)
                    .toList();
        }
    }

    private static boolean mayBeReadByOthers(Path file) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean lockIsFree() throws Exception {
        try (RandomAccessFile file =
                        new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            return lock != null;
        }
    }

    private static void awaitReadyLine(Process parent) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        String line;
        do {
            line = output.readLine();
            assertThat(line)
                    .as("the parent program's output before its Cassandra was ready")
                    .isNotNull();
        } while (!line.startsWith("ready "));
    }
}
