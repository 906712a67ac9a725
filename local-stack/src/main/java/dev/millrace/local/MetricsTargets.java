package dev.millrace.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the metrics of each service are during one run, for a collector, which cannot know the ports that were free.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config">file_sd_config</a>
 */
record MetricsTargets(List<LocalService> services) {
    /** Puts them in place of those of an earlier run, for collectors that read at any time. */
    void write(Path file) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(unfinished, json());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private String json() {
        return services.stream().map(MetricsTargets::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String json(LocalService service) {
        return "{\"targets\": [\"127.0.0.1:%d\"], \"labels\": {\"service\": \"%s\"}}"
                .formatted(service.managementPort(), service.name());
    }
}
