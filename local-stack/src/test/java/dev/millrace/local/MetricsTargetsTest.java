package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTargetsTest {
    @TempDir
    private Path directory;

    @Test
    void listsTheServicesOfThisRunAndNoneOfAnEarlierOne() throws Exception {
        Path file = directory.resolve("metrics-targets.json");
        new MetricsTargets(List.of(service("gone", 1))).write(file);

        new MetricsTargets(List.of(service("gateway-service", 8080), service("shard-service", 8082))).write(file);

        assertThat(file).hasContent("""
                [
                  {"targets": ["127.0.0.1:8080"], "labels": {"service": "gateway-service"}},
                  {"targets": ["127.0.0.1:8082"], "labels": {"service": "shard-service"}}
                ]
                """);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static LocalService service(String name, int managementPort) {
        return new LocalService(name, Object.class, List.of(), managementPort);
    }
}
