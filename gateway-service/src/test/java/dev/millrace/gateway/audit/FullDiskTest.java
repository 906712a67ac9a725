package dev.millrace.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no call may be without its event, a disk that is full ends all calls until there is room again. */
class FullDiskTest {
    private static final int MORE_THAN_FIT = 2_000;
    private static final String METRICS_TOKEN = "a token of those who collect metrics";

    @TempDir
    private Path files;

    @Test
    void callsAreRefusedUntilTheirEventsCanBeWritten() throws IOException {
        Path directory = Files.createDirectories(files.resolve("audit"));
        Path file = directory.resolve("audit.jsonl");
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        try (RunningGateway gateway = new RunningGateway(
                files.resolve("tls"),
                "millrace.audit.file.directory=" + directory,
                "millrace.audit.when-full=refuse",
                "millrace.audit.testing.queue=1MB",
                "millrace.management.metrics-token=" + METRICS_TOKEN)) {
            assertThat(callUntilRefused(gateway)).contains("ProvisionedThroughputExceededException");
            assertThat(operators(gateway, "health/audit")).contains("\"status\":\"DOWN\"");
            assertThat(operators(gateway, "prometheus"))
                    .contains("millrace_audit_failing{sink=\"file\"} 1.0")
                    .contains("millrace_audit_dropped_total{sink=\"file\"} 0.0");

            Files.delete(file);
            await().untilAsserted(() ->
                    assertThat(gateway.call("ListStreams", "{}").statusCode()).isEqualTo(200));
            await().untilAsserted(
                            () -> assertThat(operators(gateway, "health/audit")).contains("\"status\":\"UP\""));
            assertThat(Files.readAllLines(file)).hasSizeGreaterThan(10);
        }
    }

    private static String callUntilRefused(RunningGateway gateway) {
        HttpResponse<String> answer = gateway.call("ListStreams", "{}");
        for (int calls = 1; calls < MORE_THAN_FIT && answer.statusCode() == 200; calls++) {
            answer = gateway.call("ListStreams", "{}");
        }
        return answer.body();
    }

    private static String operators(RunningGateway gateway, String path) {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/" + path);
        return gateway.send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + METRICS_TOKEN))
                .body();
    }
}
