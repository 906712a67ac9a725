package dev.millrace.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceTlsSettingsTest {
    private static final Path SOME = Path.of("some.pem");

    @Test
    void onWithoutAFileItIsRefusedRatherThanLeftOff() {
        assertThatThrownBy(() -> new ServiceTlsSettings(true, SOME, SOME, null).open())
                .hasMessageContaining("MILLRACE_INTERNAL_TLS_AUTHORITIES");
        assertThatThrownBy(() -> new ServiceTlsSettings(true, SOME, Path.of(""), SOME).open())
                .hasMessageContaining("MILLRACE_INTERNAL_TLS_PRIVATE_KEY");
    }

    @Test
    void offItAsksForNothing() {
        assertThat(new ServiceTlsSettings(false, null, null, null).open().credentials())
                .isEmpty();
    }
}
