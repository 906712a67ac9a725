package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalStackSettingsTest {
    @Test
    void nothingHasToBeChosen() {
        LocalStackSettings settings = LocalStackSettings.from(Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.httpPort()).isEqualTo(4567);
        assertThat(settings.tlsPort()).isEqualTo(4568);
        assertThat(settings.region()).isEqualTo("us-east-1");
        assertThat(settings.accountId()).isEqualTo("000000000000");
        assertThat(settings.limits()).isTrue();
        assertThat(settings.givenCredentials()).isEmpty();
    }

    @Test
    void everythingCanBeChosen() {
        LocalStackSettings settings = LocalStackSettings.from(Map.of(
                "MILLRACE_DATA", "/somewhere",
                "MILLRACE_HTTP_PORT", "1",
                "MILLRACE_TLS_PORT", "2",
                "MILLRACE_REGION", "eu-central-1",
                "MILLRACE_ACCOUNT_ID", "123456789012",
                "MILLRACE_LIMITS", "off",
                "MILLRACE_ROOT_ACCESS_KEY_ID", "ID",
                "MILLRACE_ROOT_SECRET_ACCESS_KEY", "SECRET"));

        assertThat(settings.data()).isEqualTo(Path.of("/somewhere"));
        assertThat(settings.httpPort()).isEqualTo(1);
        assertThat(settings.tlsPort()).isEqualTo(2);
        assertThat(settings.region()).isEqualTo("eu-central-1");
        assertThat(settings.accountId()).isEqualTo("123456789012");
        assertThat(settings.limits()).isFalse();
        assertThat(settings.givenCredentials()).contains(new RootCredentials("ID", "SECRET"));
    }

    @ParameterizedTest
    @CsvSource({
        "MILLRACE_HTTP_PORT, http",
        "MILLRACE_HTTP_PORT, 65536",
        "MILLRACE_TLS_PORT, 0",
        "MILLRACE_ACCOUNT_ID, 12345",
        "MILLRACE_LIMITS, maybe",
        "MILLRACE_ROOT_ACCESS_KEY_ID, alone"
    })
    void aMistakeIsNamed(String variable, String value) {
        assertThatThrownBy(() -> LocalStackSettings.from(Map.of(variable, value)))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(variable);
    }
}
