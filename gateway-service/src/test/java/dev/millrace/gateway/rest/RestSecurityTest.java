package dev.millrace.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the REST face, and what everybody else is told. */
class RestSecurityTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory, "millrace.gateway.testing.max-body=1MB");
        rest = new RestClient(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aSignatureInTheHeaderLetsIn() {
        HttpResponse<String> answer = rest.get("/v1/streams?limit=10");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void aSignatureInTheQueryLetsIn() {
        assertThat(gateway.send(rest.unsigned(rest.presigned("/v1/streams"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSignatureCoversTheBody() {
        HttpResponse<String> answer = gateway.send(
                rest.signed("POST", "/v1/streams", Map.of("Content-Type", "application/json"), "{\"name\":\"mine\"}")
                        .POST(BodyPublishers.ofString("{\"name\":\"hers\"}")));

        assertProblem(answer, 401, "InvalidSignatureException");
    }

    @Test
    void aSignatureCoversTheQuery() {
        HttpResponse<String> answer = gateway.send(rest.signed("GET", "/v1/streams?limit=1", Map.of(), "")
                .uri(rest.unsigned("/v1/streams?limit=2").build().uri()));

        assertProblem(answer, 401, "InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams, GET",
        "/v1/streams, POST",
        "/v1/streams/orders, DELETE",
        "/v1/nothing-like-this, GET",
        "/v1/streams/orders/consumers/c/events, GET"
    })
    void nothingIsOpenWithoutASignature(String path, String method) {
        HttpResponse<String> answer = gateway.send(rest.unsigned(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, 401, "MissingAuthenticationTokenException");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("AWS4-HMAC-SHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic cm9vdDpyb290", "Bearer eyJhbGciOiJub25lIn0.e30.", "nonsense"})
    void anotherKindOfAuthorizationIsNotTaken(String authorization) {
        HttpResponse<String> answer = gateway.send(rest.unsigned("/v1/streams").header("Authorization", authorization));

        assertProblem(answer, 401, "MissingAuthenticationTokenException");
    }

    @Test
    void aBodyBeyondTheBoundIsNotRead() {
        HttpResponse<String> answer = rest.send("POST", "/v1/streams", " ".repeat(1024 * 1024 + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aPageOfAnyOriginMayAsk() {
        HttpResponse<String> answer = gateway.send(rest.unsigned("/v1/streams")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,x-amz-date"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:millrace:problem:" + type + "\"")
                .contains("\"status\":" + status)
                .contains("\"requestId\":\"");
    }
}
