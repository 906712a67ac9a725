package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which error a request gets that has more than one: the first in the order in which AWS checks. */
class OrderOfChecksTest {
    private static final String JSON = "application/x-amz-json-1.1";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong content type comes first,    text/plain, Nothing,     '{', 404, UnknownOperationException",
        "neither body nor content type,     none,       Nothing,     '',  400, UnknownOperationException",
        "the same of a known target,        none,       ListStreams, '',  400, SerializationException",
        "no body and a wrong type,          text/plain, ListStreams, '',  400, SerializationException",
        "neither content type nor target,   none,       none,        '{}', 403, AccessDeniedException",
        "empty body of an unknown target,   json,       Nothing,     '',  400, UnknownOperationException",
        "empty body,                        json,       ListStreams, '',  400, SerializationException",
        "broken body of an unknown target,  json,       Nothing,     '{', 400, SerializationException",
        "broken body,                       json,       ListStreams, '{', 400, SerializationException",
        "no structure,                      json,       Nothing,     'true', 400, SerializationException",
        "null,                              json,       ListStreams, 'null', 400, SerializationException",
        "a list is one,                     json,       ListStreams, '[]', 400, MissingAuthenticationTokenException",
        "unknown target,                    json,       Nothing,     '{}', 400, UnknownOperationException",
        "no credentials come after parsing, json,       ListStreams, '{}', 400, MissingAuthenticationTokenException",
    })
    void theOrderOfChecksWithoutCredentials(
            String name, String type, String operation, String body, int status, String error) {
        HttpResponse<String> answer = unsigned(type, operation, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
        assertThat(answer.body()).contains(error);
        if (status == 400 && !type.equals("json")) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-cbor-1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"'{}', UnknownOperationException", "'{', SerializationException"})
    void plainJsonIsAnsweredInAnOldEnvelope(String body, String error) {
        HttpResponse<String> answer = unsigned("application/json", "ListStreams", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"Output\":{\"__type\":\"com.amazon.coral.service#" + error + "\"},\"Version\":\"1.0\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "Bearer abc", "Basic dXNlcjpwYXNz", "AWS4-HMAC-SHA256"})
    void anAuthorizationThatIsNoSignatureIsToldWhatItLacks(String authorization) {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                .header("Authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"IncompleteSignatureException\",\"message\":\"Authorization header requires"
                        + " 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization"
                        + " header requires 'SignedHeaders' parameter. Authorization header requires existence of either a"
                        + " 'X-Amz-Date' or a 'Date' header. Authorization=" + authorization + "\"}");
    }

    private static HttpResponse<String> unsigned(String type, String operation, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!type.equals("none")) {
            request.header("Content-Type", type.equals("json") ? JSON : type);
        }
        if (!operation.equals("none")) {
            request.header("X-Amz-Target", "Kinesis_20131202." + operation);
        }
        return gateway.send(request);
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

    private static void assertError(HttpResponse<String> answer, String type) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(type);
    }
}
