package dev.millrace.gateway.front.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.millrace.gateway.memory.Http2Bytes;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.TlsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Clients that go away in the middle of a body. Anybody can, as often as they like, so no line of the log is due to one. */
class ResetConnectionsTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final int LENGTH = 100_000;

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    private final Lines lines = new Lines();

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void listen() {
        lines.start();
        root().addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(lines);
    }

    @Test
    void bodiesOfAwsRequestsThatAreResetAreQuiet() throws IOException {
        reset(false, awsHead(), true);
        reset(true, awsHead(), true);

        assertQuiet();
    }

    @Test
    void bodiesOfRestRequestsThatAreResetAreQuiet() throws IOException {
        String head = "POST /v1/streams/orders/records HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
                + "Authorization: Bearer none\r\nContent-Length: " + LENGTH + "\r\n\r\n";
        reset(false, head, true);
        reset(true, head, true);

        assertQuiet();
    }

    @Test
    void bodiesThatEndWithTheirConnectionAreQuiet() throws IOException {
        reset(false, awsHead(), false);
        reset(true, awsHead(), false);

        assertQuiet();
    }

    @Test
    void streamsOfHttp2ThatAreResetAreQuiet() throws IOException {
        try (Socket socket = connect(false)) {
            socket.getOutputStream().write(Http2Bytes.beginBodies(20, lowerCase(headers())));
            awaitBodies(20);
            socket.getOutputStream().write(Http2Bytes.reset(20));
            await().until(() -> used() == 0);
        }

        assertQuiet();
    }

    @Test
    void connectionsOfHttp2ThatAreResetAreQuiet() throws IOException {
        try (Socket socket = connect(false)) {
            socket.getOutputStream().write(Http2Bytes.beginBodies(20, lowerCase(headers())));
            awaitBodies(20);
            socket.setSoLinger(true, 0);
        }

        assertQuiet();
    }

    private void assertQuiet() {
        await().until(() -> used() == 0);
        // A whole exchange later whatever there was to say is said.
        assertThat(gateway.call("ListStreams", "{}").statusCode()).isEqualTo(200);
        assertThat(lines.text).isEmpty();
    }

    private static void reset(boolean tls, String head, boolean hard) throws IOException {
        for (int i = 0; i < 10; i++) {
            try (Socket socket = connect(tls)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(new byte[10_000]);
                if (head.startsWith("POST / ")) {
                    awaitBodies(1);
                }
                if (hard) {
                    socket.setSoLinger(true, 0);
                }
            }
        }
    }

    private static void awaitBodies(int count) {
        await().until(() -> used() >= count);
    }

    private static double used() {
        return gateway.gauge("millrace.gateway.budget.used", "budget", "requests");
    }

    private static String awsHead() {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ").append(LENGTH).append("\r\n\r\n").toString();
    }

    private static Map<String, String> headers() {
        return RunningGateway.headers("PutRecord", JSON, new byte[0], "a");
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !header.getKey().equals("Host"))
                .collect(Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    private static Socket connect(boolean tls) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return tls ? TlsClient.connect(here, gateway.tlsPort()) : new Socket(here, gateway.httpPort());
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        final List<String> text = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                text.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
            }
        }
    }
}
