package dev.millrace.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraJavaTest {

    @TempDir
    Path machine;

    private Path installations;

    @BeforeEach
    void anEmptyMachine() throws Exception {
        installations = Files.createDirectory(machine.resolve("jvm"));
    }

    @Test
    void theVariableOfTheUserComesFirst() throws Exception {
        Path chosen = java("elsewhere/mine", 17);
        java("jvm/java-17", 17);

        assertThat(search(Map.of("MILLRACE_CASSANDRA_JAVA_HOME", chosen.toString())))
                .isEqualTo(chosen);
    }

    @Test
    void aJavaTooNewForCassandraIsPassedOver() throws Exception {
        Path tooNew = java("jvm/java-25", 25);
        Path fitting = java("jvm/java-17-openjdk", 17);

        assertThat(search(Map.of("JAVA_HOME", tooNew.toString()))).isEqualTo(fitting);
    }

    @Test
    void withoutAFittingJavaTheMessageSaysWhatToInstall() throws Exception {
        Path tooNew = java("jvm/java-25", 25);

        assertThatThrownBy(() -> search(Map.of("JAVA_HOME", tooNew.toString())))
                .isInstanceOf(CassandraUnavailableException.class)
                .hasMessageContaining("openjdk-17-jre-headless")
                .hasMessageContaining("MILLRACE_CASSANDRA_JAVA_HOME")
                .hasMessageContaining(tooNew.toString());
    }

    private Path search(Map<String, String> environment) throws Exception {
        return new CassandraJava(environment, java("running", 25), List.of(installations)).home();
    }

    private Path java(String name, int version) throws Exception {
        Path home = machine.resolve(name);
        Path executable = Files.createDirectories(home.resolve("bin")).resolve("java");
        if (!Files.exists(executable)) {
            Files.createFile(executable);
        }
        assertThat(executable.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + ".0.2\"\n");
        return home;
    }
}
