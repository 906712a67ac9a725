package dev.millrace.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master key in Vault, against a server that does what Vault's transit engine does. */
class VaultTransitKeyTest extends MasterKeyContractTest {
    @TempDir
    private Path folder;

    private TransitServer vault;

    @BeforeEach
    void start() throws IOException {
        vault = new TransitServer("s.token");
        Files.writeString(tokenFile(), "s.token\n");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Override
    MasterKey open() {
        return new EnvelopeMasterKey(key("millrace"));
    }

    @Override
    MasterKey another() {
        return new EnvelopeMasterKey(key("another"));
    }

    @Test
    void openingManySecretsTakesOneCallForEachRunThatSealedThem() {
        MasterKey first = open();
        byte[] one = first.seal(SECRET, bytes("AKIA1"));
        byte[] other = first.seal(SECRET, bytes("AKIA2"));
        MasterKey second = open();
        int before = vault.calls();

        second.open(one, bytes("AKIA1"));
        second.open(other, bytes("AKIA2"));

        assertThat(vault.calls() - before).isEqualTo(1);
    }

    @Test
    void whoeverIsRefusedOrDoesNotReachItDoesNotStart() throws IOException {
        Files.writeString(tokenFile(), "s.revoked");
        assertThatThrownBy(this::open)
                .isInstanceOf(MasterKeyUnavailableException.class)
                .hasMessageContaining("403");

        vault.close();
        assertThatThrownBy(this::open).isInstanceOf(MasterKeyUnavailableException.class);
    }

    @Test
    void theNamespaceGoesWithEachCall() {
        open();

        assertThat(vault.lastNamespace()).isEqualTo("teams/data");
    }

    private VaultTransitKey key(String name) {
        return new VaultTransitKey(new VaultTransitKey.Settings(
                vault.address(), "transit", name, tokenFile(), Optional.of("teams/data"), Optional.empty()));
    }

    private Path tokenFile() {
        return folder.resolve("token");
    }
}
