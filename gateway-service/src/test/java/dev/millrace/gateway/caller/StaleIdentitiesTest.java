package dev.millrace.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose metadata service has lost its tables: it is told of no change any more, and must not take that for there being none. */
class StaleIdentitiesTest {
    private static final String MAY_LIST = """
            {"Effect": "Allow", "Action": ["kinesis:ListStreams", "sts:GetCallerIdentity"], "Resource": "*"}""";

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
        gateway.directory.putUser("ada", MAY_LIST);
        gateway.awaitKnown("AIDAADA");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void callersOtherThanTheRootAreToldToTryAgainUntilItHasFoundThem() {
        assertThat(listStreams("ADA", "ada").statusCode()).isEqualTo(200);

        gateway.directory.tellAge(Duration.ofSeconds(31));

        await().untilAsserted(() -> {
            HttpResponse<String> refused = listStreams("ADA", "ada");
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body()).contains("InternalFailure");
        });
        assertThat(listStreams("NOBODY", "nobody").body()).contains("InternalFailure");
        assertThat(rest("ADA", "ada").statusCode()).isEqualTo(503);
        assertThat(listStreams(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(readiness().statusCode()).isEqualTo(503);

        gateway.directory.tellAge(Duration.ofMillis(200));

        await().untilAsserted(
                        () -> assertThat(listStreams("ADA", "ada").statusCode()).isEqualTo(200));
        assertThat(readiness().statusCode()).isEqualTo(200);
        assertThat(listStreams("NOBODY", "nobody").body()).contains("UnrecognizedClientException");
    }

    @Test
    void aClockThatIsSetWrongIsNotGoneBy() {
        Instant right = Instant.now().minus(Duration.ofHours(1));
        gateway.directory.tellTime(right);

        // A signature of now is one of the future.
        await().untilAsserted(() -> assertThat(listStreams(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY)
                        .body())
                .contains("Signature not yet current"));
        assertThat(gateway.gauge("millrace.clock.ahead")).isBetween(3590.0, 3610.0);

        gateway.directory.tellTime(Instant.now());
        await().untilAsserted(() -> assertThat(listStreams(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY)
                        .statusCode())
                .isEqualTo(200));
    }

    private static HttpResponse<String> listStreams(String accessKeyId, String secret) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "Kinesis_20131202.ListStreams");
        return send("POST", "/", accessKeyId, secret, headers, body);
    }

    private static HttpResponse<String> rest(String accessKeyId, String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        return send("GET", "/v1/streams", accessKeyId, secret, headers, new byte[0]);
    }

    private static HttpResponse<String> send(
            String method, String path, String accessKeyId, String secret, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        new RequestSigner(accessKeyId, secret, RunningGateway.REGION, "kinesis")
                .sign(method, path, "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }

    private static HttpResponse<String> readiness() {
        return gateway.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health/readiness")));
    }
}
