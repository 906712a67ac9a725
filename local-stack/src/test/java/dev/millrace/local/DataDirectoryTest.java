package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void notYetCreated() {
        path = parent.resolve("data");
    }

    @Test
    void aSecondStackOnTheSameDataIsTurnedAwayAndToldWhoIsThere() throws Exception {
        try (DataDirectory first = DataDirectory.claim(path)) {
            assertThat(first.cassandra()).startsWithRaw(path);
            assertThatThrownBy(() -> DataDirectory.claim(path))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void theDataAreFreeAgainWhenTheStackHasEnded() throws Exception {
        DataDirectory.claim(path).close();

        try (DataDirectory second = DataDirectory.claim(path)) {
            assertThat(second.tls()).startsWithRaw(path);
        }
    }

    @Test
    void nobodyElseOnTheMachineSeesWhatIsInIt() throws Exception {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        try (DataDirectory data = DataDirectory.claim(path)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theClusterSecretIsMadeOnceAndForItsOwnerOnly() throws Exception {
        String secret;
        try (DataDirectory first = DataDirectory.claim(path)) {
            secret = first.clusterSecret().text();
        }

        try (DataDirectory second = DataDirectory.claim(path)) {
            assertThat(second.clusterSecret().text()).isEqualTo(secret).hasSizeGreaterThanOrEqualTo(32);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("cluster-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void cassandrasPasswordIsASecretOfItsOwn() throws Exception {
        try (DataDirectory data = DataDirectory.claim(path)) {
            StoredSecret password = data.cassandraPassword();

            assertThat(password.text())
                    .isEqualTo(data.cassandraPassword().text())
                    .isNotEqualTo(data.clusterSecret().text());
            assertThat(Files.readString(password.file())).isEqualTo(password.text() + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password.file())))
                    .isEqualTo("rw-------");
        }
    }
}
