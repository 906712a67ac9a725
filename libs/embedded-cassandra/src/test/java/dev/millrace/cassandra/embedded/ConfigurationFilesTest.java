package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

    @Test
    void everyPlaceholderOfTheTemplateIsFilled(@TempDir Path directory) throws Exception {
        EmbeddedCassandraSettings settings = EmbeddedCassandraSettings.alone(directory, 768);
        ConfigurationFiles files = new ConfigurationFiles(settings);

        files.write();

        assertThat(Files.readString(files.yaml()))
                .contains("native_transport_port: " + settings.nativePort())
                .contains("commitlog_sync: batch")
                .doesNotContain("${");
    }

    @Test
    void aMisspeltPlaceholderIsAnErrorAndNotAnEmptyValue() {
        assertThatThrownBy(() -> ConfigurationFiles.render("a: ${prot}", Map.of("port", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${prot}");
    }
}
