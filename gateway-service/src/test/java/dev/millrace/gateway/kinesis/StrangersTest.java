package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.Http2Bytes;
import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no credentials, or none that are good for much, takes nothing away from those who have. */
class StrangersTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final int MEGABYTE = 1024 * 1024;
    private static final Duration AWHILE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                directory,
                "millrace.gateway.testing.header-timeout=4s",
                "millrace.gateway.max-request-bytes-in-flight=16MB",
                "millrace.gateway.testing.max-head-bytes-in-flight=64MB",
                "millrace.gateway.max-connections=200",
                "millrace.gateway.max-response-bytes-in-flight=64MB");
        gateway.catalog.put(MemoryCatalog.stream("orders", 1));
        String data = Base64.getEncoder().encodeToString(new byte[1_000_000]);
        for (int i = 0; i < 8; i++) {
            gateway.call("PutRecord", "{\"StreamName\":\"orders\",\"PartitionKey\":\"a\",\"Data\":\"" + data + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void disconnect() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await().until(() -> used("requests") == 0 && used("strangers") == 0 && used("answers") == 0);
    }

    @Test
    void thousandsOfBodiesBegunWithoutCredentialsTakeNothing() throws IOException {
        for (int i = 0; i < 17; i++) {
            connect("127.0.0.1").getOutputStream().write(Http2Bytes.beginBodies(250, Map.of("content-type", JSON)));
        }

        assertOthersAreServed();
        await().until(() -> used("requests") == 0 && used("strangers") == 0);
    }

    @Test
    void bodiesBegunWithAKnownKeyTakeWhatHasCome() throws IOException {
        Map<String, String> claimed = RunningGateway.headers("PutRecord", JSON, new byte[0], "a").entrySet().stream()
                .filter(header -> !header.getKey().equals("Host"))
                .collect(Collectors.toMap(it -> it.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue));
        for (int i = 0; i < 17; i++) {
            connect("127.0.0.2").getOutputStream().write(Http2Bytes.beginBodies(250, claimed));
        }

        await().until(() -> used("requests") >= 17 * 250);
        assertThat(used("requests")).isLessThan(MEGABYTE);
        assertOthersAreServed();
    }

    @Test
    void whoKnowsAKeyLeavesRoomForOtherAddresses() throws IOException {
        byte[] half = new byte[2 * MEGABYTE];
        DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
        for (int i = 0; i < 8; i++) {
            Socket socket = connect("127.0.0.3");
            write(socket, head(headers("PutRecord", "AKROOT"), 16_000_000));
            try {
                socket.getOutputStream().write(half);
            } catch (IOException refused) {
                // By then they have what one address gets.
            }
            most.accumulate(used("requests"));
        }
        // On a slow machine the first are cut off, for they do not go on, before the last have come.
        await().until(() -> {
            most.accumulate(used("requests"));
            return most.get() > 4 * MEGABYTE;
        });

        assertThat(most.get()).isLessThanOrEqualTo(9 * MEGABYTE);
        assertThat(gateway.call("ListStreams", "{\"a\":\"" + "x".repeat(1000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoKnowsNoMoreOfAKeyThanItsNameTakesNothingOfItsShare() throws IOException {
        Socket socket = connect("127.0.0.6");
        write(socket, head(headers("PutRecord", "AKROOT"), 7 * MEGABYTE));
        socket.getOutputStream().write(new byte[6 * MEGABYTE]);
        await().until(() -> used("requests") >= 6 * MEGABYTE);

        // Of 16 MB: whoever held as much already could not take as much again. What those of the test before sent may
        // still come in.
        String large = "{\"a\":\"" + "x".repeat(5 * MEGABYTE) + "\"}";
        await().untilAsserted(() -> {
            HttpResponse<String> answer = gateway.call("ListStreams", large);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        });
        assertThat(used("requests")).isGreaterThanOrEqualTo(6 * MEGABYTE);
    }

    @Test
    void oneAddressHasNoMoreThanItsShareOfRequestsAtATime() throws IOException {
        Map<String, String> large = Map.of("content-type", JSON, "x-text", "x".repeat(15_000));
        for (int i = 0; i < 10; i++) {
            connect("127.0.0.8").getOutputStream().write(Http2Bytes.beginBodies(250, large));
        }
        await().until(() -> used("heads") > 31 * MEGABYTE);

        assertThat(used("heads")).isLessThan(33 * MEGABYTE);
        assertOthersAreServed();
        for (Socket socket : sockets) {
            socket.close();
        }
        await().until(() -> used("heads") == 0);
    }

    @Test
    void oneAddressHasNoMoreThanItsShareOfConnections() throws IOException {
        for (int i = 0; i < 150; i++) {
            connect("127.0.0.9");
        }

        assertThat(gateway.call("ListStreams", "{}").statusCode()).isEqualTo(200);
        assertThat(connect("127.0.0.9").getInputStream().read()).isNegative();
        await().until(() -> gateway.count("millrace.gateway.connections.refused", "listener", "http") >= 49);
    }

    @Test
    void anUnknownSenderOfALargeBodyIsRefusedByTheHead() throws IOException {
        Socket socket = connect("127.0.0.1");
        write(socket, head(headers("PutRecord", "AKNOBODY"), 3 * MEGABYTE));
        socket.getOutputStream().write(new byte[3 * MEGABYTE]);

        assertThat(readToEnd(socket))
                .startsWith("HTTP/1.1 400 ")
                .contains("UnrecognizedClientException")
                .contains("The security token included in the request is invalid.");
    }

    @Test
    void anUnknownSenderOfASmallBodyLearnsOfItFirst() throws IOException {
        Socket socket = connect("127.0.0.1");
        write(socket, head(headers("PutRecord", "AKNOBODY"), 2));
        write(socket, "{");
        await().until(() -> used("strangers") > 0);
        write(socket, "[");

        assertThat(readSome(socket)).contains("SerializationException");
    }

    @Test
    void aBodyThatBeganFastAndStandsStillIsCutOff() throws IOException {
        Instant began = Instant.now();
        Socket socket = connect("127.0.0.4");
        write(socket, head(headers("PutRecord", "AKROOT"), 8 * MEGABYTE));
        socket.getOutputStream().write(new byte[4 * MEGABYTE]);

        assertThat(readToEnd(socket)).startsWith("HTTP/1.1 408 ");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
        await().until(() -> used("requests") == 0);
    }

    @Test
    void whoDoesNotReadIsCutOffAndTakesNoMoreThanAShare() throws IOException {
        String iterator = gateway.call(
                        "GetShardIterator",
                        "{\"StreamName\":\"orders\",\"ShardId\":\"shardId-000000000000\","
                                + "\"ShardIteratorType\":\"TRIM_HORIZON\"}")
                .body();
        byte[] body = iterator.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = RunningGateway.headers("GetRecords", JSON, body, "a");
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            open(socket, "127.0.0.5");
            write(socket, head(headers, body.length) + iterator);
        }
        await().until(() -> used("answers") > MEGABYTE);

        // One that reads finds room for its answers, if smaller ones.
        assertThat(used("answers")).isLessThan(60 * MEGABYTE);
        assertThat(gateway.call("DescribeStreamSummary", "{\"StreamName\":\"orders\"}")
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> used("answers") == 0);
        assertThat(gateway.call("GetRecords", iterator).statusCode()).isEqualTo(200);
    }

    private static void assertOthersAreServed() {
        String body = "{\"StreamName\":\"orders\",\"PartitionKey\":\"a\",\"Data\":\"" + "A".repeat(40_000) + "\"}";
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> answer = gateway.call("PutRecord", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static double used(String budget) {
        return gateway.gauge("millrace.gateway.budget.used", "budget", budget);
    }

    private static Map<String, String> headers(String operation, String accessKey) {
        Map<String, String> headers = RunningGateway.headers(operation, JSON, new byte[0], "a");
        headers.replaceAll((name, value) -> value.replace("AKROOT", accessKey));
        return headers;
    }

    private static String head(Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }

    private Socket connect(String from) throws IOException {
        return open(new Socket(), from);
    }

    private Socket open(Socket socket, String from) throws IOException {
        sockets.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.httpPort()));
        socket.setSoTimeout((int) AWHILE.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readToEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String readSome(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[4096];
        while (!read.toString().contains("}")) {
            int count = in.read(some);
            if (count < 0) {
                break;
            }
            read.append(new String(some, 0, count, StandardCharsets.UTF_8));
        }
        return read.toString();
    }
}
