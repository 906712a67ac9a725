package dev.millrace.gateway.front.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see, on their own port and on the public one, and that nobody else does. */
class ManagementPortTest {
    private static final Duration AWHILE = Duration.ofSeconds(60);
    private static final String TOKEN = "a token of those who collect metrics";
    private static final String METRIC = "millrace_gateway_calls_seconds_count";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory, "millrace.management.metrics-token=" + TOKEN);
        gateway.directory.putUser(
                "watcher", "{\"Effect\": \"Allow\", \"Action\": \"millrace:Read*\", \"Resource\": \"*\"}");
        gateway.directory.putUser("other", "{\"Effect\": \"Allow\", \"Action\": \"kinesis:*\", \"Resource\": \"*\"}");
        gateway.awaitKnown("AIDAOTHER");
        gateway.call("ListStreams", "{}");
        await().atMost(AWHILE)
                .untilAsserted(() -> assertThat(
                                get(Port.MANAGEMENT, "health/readiness").statusCode())
                        .isEqualTo(200));
        await().atMost(AWHILE)
                .untilAsserted(() -> assertThat(
                                signed(Port.PUBLIC, "prometheus", "watcher").statusCode())
                        .isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private enum Port {
        MANAGEMENT,
        PUBLIC
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void everybodyMayKnowThatItIsWellAndNoMore(Port port) {
        assertThat(get(port, "health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(port, "health").body()).doesNotContain("identities", "details");
        assertThat(get(port, "health/identities").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/prometheus",
                "/prometheus/",
                "/prometheus?name=millrace_gateway_calls",
                "/info",
                "/env",
                "/heapdump",
                "/healthy",
                "/health/../prometheus",
                "/health/%2e%2e/prometheus",
                "/health/..;/prometheus",
                "/health;/../prometheus",
                "/health/..%2fprometheus",
                "/health//../prometheus",
                "//prometheus",
                "/./prometheus",
                "/prometheus;x=/actuator/health",
                "/%70rometheus",
            })
    void nothingElseIsForEverybodyHoweverItIsWritten(String path) {
        for (Port port : Port.values()) {
            HttpResponse<String> answer =
                    gateway.send(HttpRequest.newBuilder(URI.create(endpoint(port) + "/actuator" + path)));
            assertThat(answer.statusCode()).as("%s on %s", path, port).isIn(400, 401);
            assertThat(answer.body()).doesNotContain(METRIC);
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void whoeverMayReadMetricsByPolicySeesThemAndTheDetailsOfHealth(Port port) {
        assertThat(signed(port, "prometheus", "watcher").body()).contains(METRIC);
        assertThat(signed(port, "health", "watcher").body()).contains("identities", "certificates");
        assertThat(signed(port, "env", "watcher").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void whoeverMayNotIsToldSo(Port port) {
        HttpResponse<String> denied = signed(port, "prometheus", "other");

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(denied.body())
                .contains("\"title\":\"AccessDeniedException\"")
                .contains(
                        "User: arn:aws:iam::000000000000:user/other is not authorized to perform: millrace:ReadMetrics on resource: *")
                .doesNotContain(METRIC);
        assertThat(signed(port, "health", "other").body()).doesNotContain("identities");
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void whoeverSignsWithAnotherSecretIsRefusedAsByRest(Port port) {
        HttpResponse<String> forged = signed(port, "prometheus", "WATCHER", "not the secret");

        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(forged.body()).contains("InvalidSignatureException").doesNotContain(METRIC);
    }

    @Test
    void theRootMay() {
        assertThat(signed(Port.PUBLIC, "prometheus", RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY)
                        .body())
                .contains(METRIC);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void aCollectorShowsItsToken(Port port) {
        assertThat(withToken(port, "prometheus", TOKEN).body()).contains(METRIC);
        assertThat(withToken(port, "health", TOKEN).body()).contains("identities", "certificates");
        assertThat(withToken(port, "env", TOKEN).statusCode()).isEqualTo(404);
        assertThat(withToken(port, "prometheus", TOKEN + "s").statusCode()).isEqualTo(401);
        assertThat(withToken(port, "prometheus", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aCollectorsTokenOpensNothingElse() {
        HttpResponse<String> answer =
                gateway.send(HttpRequest.newBuilder(gateway.endpoint().resolve("/v1/streams"))
                        .header("Authorization", "Bearer " + TOKEN));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(Port port, String endpoint) {
        return gateway.send(HttpRequest.newBuilder(uri(port, endpoint)));
    }

    private static HttpResponse<String> withToken(Port port, String endpoint, String token) {
        return gateway.send(
                HttpRequest.newBuilder(uri(port, endpoint)).timeout(AWHILE).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> signed(Port port, String endpoint, String user) {
        return signed(port, endpoint, user.toUpperCase(Locale.ROOT), user);
    }

    private static HttpResponse<String> signed(Port port, String endpoint, String key, String secret) {
        URI uri = uri(port, endpoint);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        new RequestSigner(key, secret, RunningGateway.REGION, "kinesis")
                .sign("GET", uri.getPath(), "", Map.of("Host", uri.getAuthority()), "".getBytes(UTF_8), Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }

    private static URI uri(Port port, String endpoint) {
        return URI.create(endpoint(port) + "/actuator/" + endpoint);
    }

    private static String endpoint(Port port) {
        return "http://127.0.0.1:" + (port == Port.PUBLIC ? gateway.httpPort() : gateway.managementPort());
    }
}
