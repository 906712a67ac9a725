package dev.millrace.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.sigv4.RequestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;

/** The wire as clients meet it, on real sockets: protocols, headers, the order of checks, and hostile input. */
class HttpFaceTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final Duration AWHILE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                directory, "millrace.gateway.header-timeout=1s", "millrace.gateway.least-body-rate=1KB");
        gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyAnswerNamesItsRequest() {
        HttpResponse<String> answer = gateway.call("ListStreams", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .get()
                .asString()
                .matches("[0-9a-f-]{36}");
        assertThat(answer.headers().firstValue("x-amz-id-2")).get().asString().hasSize(96);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(ZonedDateTime.parse(
                        answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME))
                .as("SDKs set their clock by it")
                .isCloseTo(ZonedDateTime.now(ZoneOffset.UTC), within(1, ChronoUnit.MINUTES));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.body()).contains("\"StreamNames\":[\"orders\"]");
    }

    @Test
    void anAnswerHasTheRequestsFormat() {
        byte[] emptyMap = {(byte) 0xbf, (byte) 0xff};

        HttpResponse<String> answer = gateway.send(gateway.signed("ListStreams", CBOR, emptyMap));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(CBOR);
        assertThat((int) answer.body().charAt(0)).isNotEqualTo('{');
    }

    @Test
    void anOperationWithoutOutputHasAnEmptyBody() {
        HttpResponse<String> answer = gateway.call("CreateStream", "{\"StreamName\":\"empty\",\"ShardCount\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        gateway.call("DeleteStream", "{\"StreamName\":\"empty\"}");
    }

    @Test
    void aBrowserIsToldWhatItMayRead() {
        HttpResponse<String> answer =
                gateway.send(gateway.signed("ListStreams", JSON, "{}".getBytes(StandardCharsets.UTF_8))
                        .header("Origin", "http://a"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date");
    }

    @Test
    void aPreflightIsAnsweredWithoutCredentials() {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://a")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-amz-target"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("172800");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("authorization,x-amz-target");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void onlyPostsAreOfTheApi(String method) {
        HttpResponse<String> answer = gateway.send(
                HttpRequest.newBuilder(gateway.endpoint()).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<AccessDeniedException>")
                .contains("<Message>Unable to determine service/operation name to be authorized</Message>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong content type comes first,    text/plain, Nothing,     '',  404, UnknownOperationException",
        "empty body of an unknown target,   json,       Nothing,     '',  400, UnknownOperationException",
        "empty body,                        json,       ListStreams, '',  400, SerializationException",
        "broken body of an unknown target,  json,       Nothing,     '{', 400, SerializationException",
        "broken body,                       json,       ListStreams, '{', 400, SerializationException",
        "unknown target,                    json,       Nothing,     '{}', 400, UnknownOperationException",
        "no credentials come after parsing, json,       ListStreams, '{}', 400, MissingAuthenticationTokenException",
    })
    void theOrderOfChecksWithoutCredentials(
            String name, String type, String operation, String body, int status, String error) {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type.equals("json") ? JSON : type)
                .header("X-Amz-Target", "Kinesis_20131202." + operation));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
        assertThat(answer.body()).contains(error);
    }

    @Test
    void typesAreCheckedAfterTheSignature() {
        byte[] body = "{\"StreamName\":5}".getBytes(StandardCharsets.UTF_8);

        assertError(gateway.send(gateway.signed("DescribeStream", JSON, body)), "SerializationException");
        assertError(
                gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .header("Content-Type", JSON)
                        .header("X-Amz-Target", "Kinesis_20131202.DescribeStream")),
                "MissingAuthenticationTokenException");
    }

    @Test
    void aWrongSignature() {
        HttpRequest.Builder request = gateway.signed("ListStreams", JSON, "{}".getBytes(StandardCharsets.UTF_8))
                .POST(HttpRequest.BodyPublishers.ofString("{ }"));

        HttpResponse<String> answer = gateway.send(request);

        assertError(answer, "InvalidSignatureException");
        assertThat(answer.body()).contains("The request signature we calculated does not match");
    }

    @Test
    void anUnknownKey() {
        HttpRequest.Builder request = gateway.signed("ListStreams", JSON, "{}".getBytes(StandardCharsets.UTF_8));
        String authorization =
                request.build().headers().firstValue("Authorization").orElseThrow();

        HttpResponse<String> answer =
                gateway.send(request.setHeader("Authorization", authorization.replace("AKROOT", "AKOTHER")));

        assertError(answer, "UnrecognizedClientException");
        assertThat(answer.body()).contains("The security token included in the request is invalid.");
    }

    @Test
    void anExpiredDate() {
        Map<String, String> headers = new RequestSigner(
                        RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, RunningGateway.REGION, "kinesis")
                .sign(
                        "POST",
                        "/",
                        "",
                        Map.of("Host", "127.0.0.1:" + gateway.httpPort()),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Instant.now().minusSeconds(301));
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.endpoint())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams");
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) {
                request.header(name, value);
            }
        });

        HttpResponse<String> answer = gateway.send(request);

        assertError(answer, "InvalidSignatureException");
        assertThat(answer.body()).contains("Signature expired: ").contains(" - 5 min.)");
    }

    @Test
    void aStreamNameOfAMillionCharacters() {
        HttpResponse<String> answer =
                gateway.call("DescribeStream", "{\"StreamName\":\"" + "x".repeat(1_000_000) + "\"}");

        assertError(answer, "ValidationException");
        assertThat(answer.body().length()).isLessThan(10_000);
    }

    @Test
    void aDeeplyNestedBody() {
        assertError(gateway.call("DescribeStream", "[".repeat(200_000)), "SerializationException");
    }

    @Test
    void anAnnouncedBodyOverTheCapIsNotRead() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nContent-Length: 20000000\r\n\r\n");

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aBodyThatGrowsOverTheCapIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = new byte[1024 * 1024];
            Arrays.fill(chunk, (byte) ' ');
            try {
                for (int i = 0; i < 20; i++) {
                    write(socket, "100000\r\n");
                    socket.getOutputStream().write(chunk);
                    write(socket, "\r\n");
                }
            } catch (IOException closedMeanwhile) {
                // The answer may come before the whole body is sent.
            }

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aBodyOfTenMebibytesIsAccepted() {
        String data = "A".repeat(4 * 1024 * 1024 / 3 * 4);
        HttpResponse<String> answer = gateway.call(
                "PutRecord", "{\"StreamName\":\"orders\",\"PartitionKey\":\"a\",\"Data\":\"" + data + "\"}");

        assertThat(answer.body()).contains("Member must have length less than or equal to 1048576");
    }

    @Test
    void aHeadThatDripsIsCutOff() {
        assertCutOffWhileDripping("POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    }

    @Test
    void aSecondHeadThatDripsIsCutOffToo() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");

            drip(socket, "POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        }
    }

    @Test
    void aBodyThatDripsIsCutOff() {
        assertCutOffWhileDripping(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nContent-Length: 100000\r\n\r\n");
    }

    @Test
    void aConnectionMayRestBetweenTwoRequests() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");
            drain(socket);

            // Longer than a head may take.
            Instant rested = Instant.now().plusMillis(1500);
            await().pollInterval(Duration.ofMillis(100))
                    .until(() -> Instant.now().isAfter(rested));

            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void anUpgradeToHttp2IsAnsweredAsItStands() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Type: " + JSON
                            + "\r\nX-Amz-Target: Kinesis_20131202.ListStreams\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void http2WithPriorKnowledgeOnThePlainPort() {
        String host = "127.0.0.1:" + gateway.httpPort();

        assertThat(listStreams(
                        reactor.netty.http.client.HttpClient.create().protocol(HttpProtocol.H2C),
                        "http://" + host,
                        host))
                .contains("\"orders\"");
    }

    @Test
    void bothVersionsOverTls() throws Exception {
        URI endpoint = URI.create("https://127.0.0.1:" + gateway.tlsPort() + "/");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient client = HttpClient.newBuilder()
                    .version(version)
                    .sslContext(trustingAnyone())
                    .build();
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            RunningGateway.headers("ListStreams", JSON, body, "127.0.0.1:" + gateway.tlsPort())
                    .forEach((name, value) -> {
                        if (!name.equals("Host")) {
                            request.header(name, value);
                        }
                    });

            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"orders\"");
        }
    }

    @Test
    void healthIsOpenAndNothingElseOfTheManagementPort() {
        URI management = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/");

        await().atMost(AWHILE)
                .untilAsserted(
                        () -> assertThat(gateway.send(HttpRequest.newBuilder(management.resolve("health/readiness")))
                                        .body())
                                .isEqualTo("{\"status\":\"UP\"}"));
        assertThat(gateway.send(HttpRequest.newBuilder(management.resolve("env")))
                        .statusCode())
                .isIn(401, 403, 404);
    }

    private static String listStreams(reactor.netty.http.client.HttpClient client, String endpoint, String host) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        return client.headers(to ->
                        RunningGateway.headers("ListStreams", JSON, body, host).forEach(to::set))
                .post()
                .uri(endpoint + "/")
                .send(ByteBufFlux.fromString(Mono.just("{}")))
                .responseContent()
                .aggregate()
                .asString()
                .block(AWHILE);
    }

    private static void assertError(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(type);
    }

    private static void assertCutOffWhileDripping(String beginning) {
        try (Socket socket = connect()) {
            drip(socket, beginning);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a byte now and then until the other side has had enough. */
    private static void drip(Socket socket, String beginning) throws IOException {
        write(socket, beginning);
        await().atMost(AWHILE).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                write(socket, "x");
                return socket.getInputStream().available() > 0
                        && socket.getInputStream().read(new byte[4096]) < 0;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.httpPort());
        socket.setSoTimeout((int) AWHILE.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void drain(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("</AccessDeniedException>\n")) {
            text.append((char) socket.getInputStream().read());
        }
    }

    private static SSLContext trustingAnyone() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
