package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootCredentialsTest {
    @TempDir
    Path directory;

    @Test
    void areMadeOnceAndReadBackAtEachLaterStart() {
        Path file = directory.resolve("credentials");

        RootCredentials made = RootCredentials.fromFile(file);

        assertThat(RootCredentials.fromFile(file)).isEqualTo(made);
        assertThat(made.accessKeyId()).matches("[A-Z2-7]{20}");
        assertThat(made.secretAccessKey()).hasSize(40);
    }

    @Test
    void theFileIsForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("credentials");

        RootCredentials.fromFile(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatAPersonWroteIsReadAsAwsToolsReadIt() throws Exception {
        Path file = directory.resolve("credentials");
        Files.writeString(file, "[default]\naws_access_key_id=MINE\n  aws_secret_access_key =  open/sesame+1 \n");

        assertThat(RootCredentials.fromFile(file)).isEqualTo(new RootCredentials("MINE", "open/sesame+1"));
    }

    @Test
    void aDamagedFileIsReportedAndNotReplaced() throws Exception {
        Path file = directory.resolve("credentials");
        Files.writeString(file, "[default]\n");

        assertThatThrownBy(() -> RootCredentials.fromFile(file))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).isEqualTo("[default]\n");
    }

    @Test
    void theSecretIsNotPartOfTheTextForm() {
        assertThat(new RootCredentials("ID", "hidden").toString()).doesNotContain("hidden");
    }
}
