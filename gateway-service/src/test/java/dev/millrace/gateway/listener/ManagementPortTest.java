package dev.millrace.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see on their port, and that nobody else does. */
class ManagementPortTest {
    private static final Duration AWHILE = Duration.ofSeconds(30);

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
    void healthMetricsAndNothingElseAreThere() {
        URI management = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/");
        gateway.call("ListStreams", "{}");

        await().atMost(AWHILE)
                .untilAsserted(() -> assertThat(
                                get(management.resolve("health/readiness")).body())
                        .isEqualTo("{\"status\":\"UP\"}"));
        assertThat(get(management.resolve("prometheus")).body())
                .containsPattern("millrace_gateway_calls_seconds_count\\{[^}]*operation=\"ListStreams\"");
        assertThat(get(management.resolve("env")).statusCode()).isIn(401, 403, 404);
    }

    @Test
    void thePublicPortShowsNoMetrics() {
        HttpResponse<String> answer = get(gateway.endpoint().resolve("/actuator/prometheus"));

        assertThat(answer.statusCode()).isIn(401, 403, 404);
        assertThat(answer.body()).doesNotContain("millrace_gateway");
    }

    private static HttpResponse<String> get(URI uri) {
        return gateway.send(HttpRequest.newBuilder(uri));
    }
}
