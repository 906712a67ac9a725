package dev.millrace.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMasterKeyTest extends MasterKeyContractTest {
    @TempDir
    private Path folder;

    @Override
    MasterKey open() {
        return LocalMasterKey.in(file());
    }

    @Override
    MasterKey another() {
        return LocalMasterKey.in(folder.resolve("another"));
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        LocalMasterKey.in(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void instancesThatStartTogetherEndWithOneKey() {
        List<LocalMasterKey> keys = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> LocalMasterKey.in(file()))
                .toList();

        byte[] sealed = keys.get(0).seal(SECRET, bytes("AKIA1"));
        assertThat(keys)
                .allSatisfy(key -> assertThat(key.open(sealed, bytes("AKIA1"))).isEqualTo(SECRET));
    }

    @Test
    void aFileThatIsNoKeysetIsRefusedRatherThanReplaced() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{}");

        assertThatThrownBy(() -> LocalMasterKey.in(file()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not a keyset");
        assertThat(file()).hasContent("{}");
    }

    private Path file() {
        return folder.resolve("keys").resolve("master-key.json");
    }
}
