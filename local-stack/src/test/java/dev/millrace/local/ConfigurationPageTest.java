package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators read of settings is what the services have. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final List<String> SERVICES = List.of("gateway", "metadata", "shard", "consumer-registry");
    private static final Pattern SETTING =
            Pattern.compile("\\$\\{(MILLRACE_[A-Z0-9_]+):(.*)}\\s*(?:#.*)?$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(MILLRACE_[A-Z0-9_]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    @Test
    void thePageListsEachSettingOnceWithItsServicesAndNoOther() {
        Map<String, String> services = new TreeMap<>();
        SERVICES.forEach(service -> settings(service)
                .forEach(found -> services.merge(found.group(1), service, (some, one) -> some + ", " + one)));
        services.replaceAll((name, some) -> some.equals(String.join(", ", SERVICES)) ? "all" : some);

        assertThat(rows().map(row -> row.group(1))).doesNotHaveDuplicates();
        assertThat(rows().map(row -> row.group(1) + ": " + row.group(5)))
                .containsExactlyInAnyOrderElementsOf(services.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }

    /** In the order of the services, where they differ. */
    @Test
    void thePageSaysTheDefaultsThatTheServicesHave() {
        Map<String, String> page = new TreeMap<>();
        rows().forEach(row -> page.put(row.group(1), row.group(2)));
        Map<String, Set<String>> defaults = new TreeMap<>();
        SERVICES.forEach(service -> settings(service)
                .filter(found -> !found.group(2).contains("${"))
                .forEach(found -> defaults.computeIfAbsent(found.group(1), name -> new LinkedHashSet<>())
                        .add(found.group(2).isEmpty() ? "-" : "`" + found.group(2) + "`")));

        defaults.forEach((name, values) -> assertThat(page.get(name)).as(name).isEqualTo(String.join(", ", values)));
    }

    private static Stream<MatchResult> rows() {
        try {
            return ROW.matcher(Files.readString(PAGE)).results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> settings(String service) {
        String file = "/" + service + "-service.yml";
        try (InputStream settings = ConfigurationPageTest.class.getResourceAsStream(file)) {
            return SETTING.matcher(
                            new String(Objects.requireNonNull(settings, file).readAllBytes(), StandardCharsets.UTF_8))
                    .results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
