package dev.millrace.cassandra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.cassandra.auth.IAuthenticator.SaslNegotiator;
import org.apache.cassandra.exceptions.AuthenticationException;
import org.apache.cassandra.exceptions.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnePasswordAuthenticatorTest {
    private static final String PASSWORD = "grüße-an-alle-die-zuhören";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writePassword() throws Exception {
        file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0millrace\0", "millrace\0millrace\0", "somebody\0millrace\0"})
    void letsInWhoHasThePassword(String user) {
        SaslNegotiator login = login();

        assertThat(login.evaluateResponse((user + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .isNull();

        assertThat(login.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "\0\0",
                "millrace",
                PASSWORD,
                "\0millrace\0",
                "\0millrace\0\0" + PASSWORD,
                "\0millrace\0" + PASSWORD + "\0",
                "\0millrace\0" + PASSWORD + "\n",
                "\0millrace\0grüße-an-alle-die-zuhöre",
                "\0cassandra\0cassandra",
                "\0cassandra\0" + PASSWORD,
                "millrace\0" + PASSWORD
            })
    void refusesEverythingElse(String shown) {
        SaslNegotiator login = login();

        assertThatThrownBy(() -> login.evaluateResponse(shown.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining(PASSWORD);

        assertThat(login.isComplete()).isFalse();
        assertThatThrownBy(login::getAuthenticatedUser).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void doesNotStartWithoutAPasswordThatIsOne() throws Exception {
        Path guessable = Files.writeString(directory.resolve("guessable"), "cassandra\n");

        assertThatThrownBy(() -> new OnePasswordAuthenticator(Map.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> asking(directory.resolve("missing"))).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> asking(guessable))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("guessable");
    }

    @Test
    void asksEverybody() {
        assertThat(asking(file).requireAuthentication()).isTrue();
        assertThatThrownBy(() -> asking(file).legacyAuthenticate(Map.of("username", "millrace", "password", PASSWORD)))
                .isInstanceOf(AuthenticationException.class);
    }

    private SaslNegotiator login() {
        return asking(file).newSaslNegotiator(InetAddress.getLoopbackAddress());
    }

    private static OnePasswordAuthenticator asking(Path file) {
        return new OnePasswordAuthenticator(Map.of(OnePasswordAuthenticator.PASSWORD_FILE, file.toString()));
    }
}
