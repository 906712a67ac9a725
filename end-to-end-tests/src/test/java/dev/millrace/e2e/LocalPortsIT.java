package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import dev.millrace.e2e.stack.ListeningPorts;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackCassandra;
import dev.millrace.e2e.stack.StackProcess;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the local stack listens on: loopback, and to nobody even there who cannot show a token or a password. */
@ExtendWith(SharedStack.class)
class LocalPortsIT {
    private static final Pattern TARGET = Pattern.compile("\"127\\.0\\.0\\.1:(\\d+)\"");
    private static final int SERVICES = 4;
    private static final int HANG_UP_MILLIS = 60_000;

    /** How a connection between nodes begins. One that is let in waits for the eighth byte and more. */
    private static final byte[] GREETING_OF_NODES = {(byte) 0xCA, 0x55, 0x2D, (byte) 0xFA, 0, 0, 0};

    @Test
    void everyPortIsOnLoopbackOnly(StackProcess stack) throws IOException {
        for (long process : stack.processIds()) {
            Map<Integer, Boolean> ports = ListeningPorts.of(process);
            assertThat(ports).isNotEmpty();
            assertThat(ports.values()).as("%s", ports).containsOnly(true);
        }
    }

    @Test
    void internalPortsAnswerNobodyWithoutAToken(StackProcess stack) throws Exception {
        Set<Integer> ofHealth = metricsTargets(stack);
        Set<Integer> ofCalls =
                new TreeSet<>(ListeningPorts.of(stack.process().pid()).keySet());
        assertThat(ofCalls).containsAll(ofHealth);
        ofCalls.removeAll(ofHealth);
        ofCalls.removeAll(List.of(
                stack.access().endpoint().getPort(),
                stack.access().tlsEndpoint().getPort()));

        assertThat(ofHealth).hasSize(SERVICES);
        assertThat(ofCalls).as("all services but the gateway").hasSize(SERVICES - 1);
        new InternalPorts(ofCalls, ofHealth, NettyChannelBuilder::usePlaintext).assertThatTheyAnswerNobody();
    }

    @Test
    void aCollectorReadsTheMetricsOfAllServices(StackProcess stack) throws Exception {
        for (int port : metricsTargets(stack)) {
            assertThat(new InternalPort(port)
                            .get("/actuator/prometheus", "Authorization", "Bearer " + SharedStack.METRICS_TOKEN)
                            .body())
                    .contains("jvm_memory_used_bytes", "millrace_");
        }
    }

    @Test
    void cassandraOpensSessionsForThePasswordAlone(StackProcess stack) throws Exception {
        StackCassandra cassandra = new StackCassandra(stack.data());

        assertThatRefused(cassandra::sessionOfAnybody);
        assertThatRefused(() -> cassandra.sessionOf("cassandra", "cassandra"));
        assertThatRefused(() -> cassandra.sessionOf("millrace", "millrace"));
        try (CqlSession session = cassandra.session()) {
            assertThat(session.execute("SELECT * FROM millrace.block LIMIT 1").getExecutionInfo())
                    .isNotNull();
        }
    }

    @Test
    void cassandrasPasswordIsInOneFileThatOnlyItsOwnerReads(StackProcess stack) throws IOException {
        Path file = stack.data().resolve("cassandra-password");
        String password = Files.readString(file).strip();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (long process : stack.processIds()) {
            assertThat(Files.readString(Path.of("/proc", String.valueOf(process), "cmdline")))
                    .doesNotContain(password);
        }
        // Not its whole folder, where files come and go while one looks.
        for (String folder : List.of("conf", "logs")) {
            try (Stream<Path> written =
                    Files.list(stack.data().resolve("cassandra").resolve(folder))) {
                assertThat(written)
                        .isNotEmpty()
                        .allSatisfy(path -> assertThat(Files.readString(path)).doesNotContain(password));
            }
        }
    }

    @Test
    void cassandraHangsUpOnOtherNodesBeforeTheyHaveSaidWhatTheyWant(StackProcess stack) throws IOException {
        int port = Integer.parseInt(new StackCassandra(stack.data()).setting("storage_port"));
        try (Socket node = new Socket(InetAddress.getLoopbackAddress(), port)) {
            node.setSoTimeout(HANG_UP_MILLIS);
            node.getOutputStream().write(GREETING_OF_NODES);

            assertThat(bytesUntilItHangsUp(node)).isZero();
        }
    }

    private static int bytesUntilItHangsUp(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketTimeoutException stillListening) {
            throw stillListening;
        } catch (SocketException reset) {
            // It had not even read what was sent.
            return 0;
        }
    }

    private static void assertThatRefused(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        AllNodesFailedException.class,
                        refusal -> assertThat(refusal.getAllErrors().values())
                                .allSatisfy(errors ->
                                        assertThat(errors).hasOnlyElementsOfType(AuthenticationException.class)));
    }

    private static Set<Integer> metricsTargets(StackProcess stack) throws IOException {
        String targets = Files.readString(stack.data().resolve("metrics-targets.json"));
        return TARGET.matcher(targets)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }
}
