package dev.millrace.gateway.rest;

import static dev.millrace.gateway.rest.RestSecurityTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the line and the headers of a request say is taken as it is meant, or refused; nothing of it is passed over. */
class StrictRequestsTest {
    private static final String RECORDS = "/v1/streams/orders/records";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        rest = new RestClient(gateway);
        gateway.catalog.put(MemoryCatalog.stream("orders", 2));
        gateway.catalog.put(MemoryCatalog.stream(".", 1));
        gateway.catalog.put(MemoryCatalog.stream("..", 1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes.io%2Fname, kubernetes.io/name",
        "100%25, 100%",
        "%2E%2E, ..",
        "a%2F%2Fb, a//b",
        "a%20b, a b",
        "%C3%A9, é",
    })
    void aNameInAPathMayHaveAnyCharacter(String encoded, String key) {
        HttpResponse<String> answer = rest.delete("/v1/streams/orders/tags/" + encoded);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(gateway.catalog.lastUpdate().getRemoveTags().getKeysList()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aStreamMayBeCalledAsDotSegmentsAre(String name) {
        HttpResponse<String> answer = rest.get("/v1/streams/" + name.replace(".", "%2E"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/streams/../streams",
                "/v1/./streams",
                "/v1//streams",
                "/v1/streams;a=b",
                "/v1/streams/%2E%2E;x"
            })
    void aPathThatOthersMayReadDifferentlyIsRefused(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1", signed("GET", path, Map.of()), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams/orders/shards/shardId-000000000000/records?iterator=AAAA, iterator",
        "/v1/streams?limt=1, limt",
        "/v1/streams/orders?limit=1, limit",
        "/v1/streams/orders/consumers/c/events?lastEventId=1, lastEventId",
    })
    void aParameterThatIsNotKnownIsRefused(String path, String name) {
        HttpResponse<String> answer = rest.get(path);

        assertProblem(answer, 400, "ValidationException");
        assertThat(answer.body()).contains("The query has an unknown parameter " + name + "; ");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams?limit=1&limit=2, The query has the parameter limit more than once.",
        "/v1/streams/orders/records?iterator=AAAA&from=latest, The iterator says where to read",
        "/v1/streams/orders/records?partitionKey=a&shardId=shardId-000000000000, The partitionKey says where to read",
    })
    void whatContradictsItselfIsRefused(String path, String text) {
        HttpResponse<String> answer = rest.get(path);

        assertProblem(answer, 400, "ValidationException");
        assertThat(answer.body()).contains(text);
    }

    @Test
    void aCompressedBodyIsNotStored() {
        HttpResponse<String> answer = gateway.send(rest.signed(
                "POST",
                RECORDS,
                Map.of("Content-Type", "application/octet-stream", "Content-Encoding", "gzip"),
                "\u001f"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    }

    @Test
    void aKeyInAHeaderIsUtf8() throws IOException {
        String accepted = put("é À 日本", StandardCharsets.UTF_8);
        assertThat(accepted).startsWith("HTTP/1.1 201 ");

        assertThat(rest.get(RECORDS + "?partitionKey=%C3%A9%20%C3%80%20%E6%97%A5%E6%9C%AC")
                        .body())
                .contains("\"partitionKey\":\"é À 日本\"");
        assertThat(put("é", StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 400 ")
                .contains("is not UTF-8");
    }

    @Test
    void aKeyIsGivenOnce() {
        assertProblem(
                gateway.send(rest.signed(
                        "POST",
                        RECORDS + "?partitionKey=a",
                        Map.of("Content-Type", "text/plain", "Millrace-Partition-Key", "b"),
                        "data")),
                400,
                "ValidationException");
    }

    private static String put(String key, Charset charset) throws IOException {
        Map<String, String> headers = signed("POST", RECORDS, Map.of("Content-Type", "text/plain"));
        headers.put("Millrace-Partition-Key", key);
        headers.put("Content-Length", "0");
        return raw("POST " + RECORDS + " HTTP/1.1", headers, charset);
    }

    @Test
    void theAbsoluteFormOfATargetCountsAsItsPath() throws IOException {
        String target = "http://127.0.0.1:" + gateway.httpPort() + "/v1/streams/orders";

        assertThat(raw(
                        "GET " + target + " HTTP/1.1",
                        signed("GET", "/v1/streams/orders", Map.of()),
                        StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"name\":\"orders\"");
    }

    /** It knows no chunks. */
    @Test
    void aClientOfHttp10GetsAStreamUntilTheConnectionEnds() throws IOException {
        String lines = "{\"partitionKey\":\"old\",\"data\":\"1\"}\n";
        Map<String, String> headers = signed(
                "POST",
                RECORDS,
                Map.of("Content-Type", "application/x-ndjson", "x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        headers.put("Content-Length", String.valueOf(lines.length()));
        headers.put("Connection", "keep-alive");

        String streamed = raw("POST " + RECORDS + " HTTP/1.0", headers, StandardCharsets.US_ASCII, lines);

        assertThat(streamed)
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainIgnoringCase("transfer-encoding")
                .containsPattern("\r\n\r\n\\{\"line\":1,[^\n]*}\n$");
    }

    private static Map<String, String> signed(String method, String path, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Host", "127.0.0.1:" + gateway.httpPort());
        return new RequestSigner(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, RunningGateway.REGION, "kinesis")
                .sign(method, path, "", all, new byte[0], Instant.now());
    }

    private static String raw(String line, Map<String, String> headers, Charset charset) throws IOException {
        headers.put("Connection", "close");
        return raw(line, headers, charset, "");
    }

    private static String raw(String line, Map<String, String> headers, Charset charset, String body)
            throws IOException {
        StringBuilder request = new StringBuilder(line).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("\r\n").append(body);
        try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.toString().getBytes(charset));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
