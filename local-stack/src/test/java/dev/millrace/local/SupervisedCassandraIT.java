package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.embedded.EmbeddedCassandraSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedCassandraIT {
    @Test
    void comesBackOnItsPortWhenItIsKilledHoweverOftenThatFailsAndStaysAwayWhenItIsStopped(@TempDir Path directory)
            throws Exception {
        EmbeddedCassandraSettings node = EmbeddedCassandraSettings.alone(directory, 512);
        DiskReserve reserve = new DiskReserve(directory.resolve("disk-reserve"), 1 << 20);
        SupervisedCassandra cassandra = SupervisedCassandra.start(node, reserve);
        try (cassandra) {
            cassandra.ready().get(5, TimeUnit.MINUTES);
            long first = cassandra.pid();

            // As on a full disk: nothing can be written that a start begins with.
            Path configuration = directory.resolve("conf");
            Files.move(configuration, directory.resolve("conf-away"));
            Files.createFile(configuration);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().during(Duration.ofSeconds(2)).until(() -> !listens(node));
            Files.delete(configuration);

            await().atMost(Duration.ofMinutes(5)).until(() -> cassandra.pid() != first && listens(node));
        }
        assertThat(listens(node)).isFalse();
    }

    private static boolean listens(EmbeddedCassandraSettings node) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.address(), node.nativePort()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
