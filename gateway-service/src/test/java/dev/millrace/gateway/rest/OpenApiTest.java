package dev.millrace.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API, which anyone may read. */
class OpenApiTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        rest = new RestClient(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyOperationIsDescribedAndSaysHowItFails() {
        // Made now, from all our classes, which a busy machine may have to read from disk.
        HttpResponse<String> answer =
                gateway.send(rest.unsigned("/v1/openapi.json").timeout(Duration.ofMinutes(2)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode document = JsonMapper.shared().readTree(answer.body());
        JsonNode paths = document.get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/v1/streams",
                        "/v1/streams/{stream}",
                        "/v1/streams/{stream}/records",
                        "/v1/streams/{stream}/shards/{shardId}",
                        "/v1/streams/{stream}/shards/{shardId}/records",
                        "/v1/streams/{stream}/consumers/{consumer}",
                        "/v1/streams/{stream}/consumers/{consumer}/events",
                        "/v1/streams/{stream}/consumers/{consumer}/shards/{shardId}/events",
                        "/v1/account/limits",
                        "/v1/account/settings",
                        "/v1/streams/{stream}/tags",
                        "/v1/streams/{stream}/consumers/{consumer}/policy");
        paths.forEach(path -> path.forEach(operation -> {
            assertThat(operation.get("summary")).as(operation.toPrettyString()).isNotNull();
            assertThat(operation.at("/responses/default/content").propertyNames())
                    .containsExactly("application/problem+json");
        }));
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames())
                .contains("type", "title", "status", "detail", "requestId");
    }

    @Test
    void thePageIsThereWithAllItsFiles() {
        HttpResponse<String> redirect = gateway.send(rest.unsigned("/docs"));
        assertThat(redirect.headers().firstValue("Location")).hasValue("/docs/");

        HttpResponse<String> page = gateway.send(rest.unsigned("/docs/"));

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        Matcher file = Pattern.compile("(?:src|href)=\"([a-z.-]+)\"").matcher(page.body());
        int files = 0;
        while (file.find()) {
            assertThat(gateway.send(rest.unsigned("/docs/" + file.group(1))).statusCode())
                    .as(file.group(1))
                    .isEqualTo(200);
            files++;
        }
        assertThat(files).isEqualTo(3);
        assertThat(gateway.send(rest.unsigned("/docs/start.js")).body()).contains("/v1/openapi.json");
    }
}
