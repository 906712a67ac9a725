package dev.millrace.gateway.call.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.SameHash;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of KMS are told before the metadata service is asked: the errors that all JSON services have in common. */
class JsonFaceTest {
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

    @Test
    void aRefusalHasItsNameInBodyAndHeader() {
        HttpResponse<String> answer = call("EnableKey", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value null at"
                                + " 'keyId' failed to satisfy constraint: Member must not be null\"}");
    }

    @Test
    void whatCannotNameAKeyIsNotFound() {
        assertThat(call("DescribeKey", "{\"KeyId\":\"orders\"}").body())
                .isEqualTo("{\"__type\":\"NotFoundException\",\"message\":\"Invalid keyId 'orders'\"}");
    }

    @Test
    void anUnknownOperationAndABodyThatIsNoneAreRefused() {
        assertThat(call("CreateGrant", "{}").body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(send("Kinesis_20131202.ListStreams", "{}", RunningGateway.SECRET_KEY)
                        .body())
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        assertThat(call("DescribeKey", "[]").body()).isEqualTo("{\"__type\":\"SerializationException\"}");
        assertThat(call("DescribeKey", "").body()).isEqualTo("{\"__type\":\"SerializationException\"}");
    }

    /** Thousands of names of one hash would be compared with each other. */
    @Test
    void aBodyOfThousandsOfMembersIsRefused() {
        String context = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"" + SameHash.text(i) + "\":\"\"")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(call(
                                "Encrypt",
                                "{\"KeyId\":\"alias/a\",\"Plaintext\":\"AA==\",\"EncryptionContext\":" + context + "}")
                        .body())
                .isEqualTo("{\"__type\":\"SerializationException\"}");
    }

    @Test
    void aWrongSecretLearnsNothing() {
        assertThat(send("TrentService.CreateGrant", "{}", "another secret").body())
                .startsWith("{\"__type\":\"InvalidSignatureException\"");
    }

    private static HttpResponse<String> call(String operation, String json) {
        return send("TrentService." + operation, json, RunningGateway.SECRET_KEY);
    }

    private static HttpResponse<String> send(String target, String json, String secret) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", target);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new RequestSigner(RunningGateway.ACCESS_KEY, secret, RunningGateway.REGION, "kms")
                .sign("POST", "/", "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }
}
