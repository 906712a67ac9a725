package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether what something was begun with would still do. */
class StandingCredentialsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Credential KEY = lasting("secret");
    private static final Credential SESSION = new Credential(
            "ASIAKEY",
            "secret",
            Principal.rootOf("000000000000"),
            Optional.of(new Credential.Session("token", NOW, NOW.plusSeconds(60), Optional.empty())));

    private final Map<String, Credential> known = new HashMap<>(Map.of("AKIAKEY", KEY, "ASIAKEY", SESSION));

    private static Credential lasting(String secret) {
        return Credential.lasting("AKIAKEY", secret, Principal.rootOf("000000000000"));
    }

    private SignatureVerifier verifierAt(Instant time) {
        return new SignatureVerifier(
                id -> Optional.ofNullable(known.get(id)), "us-east-1", "kinesis", Clock.fixed(time, ZoneOffset.UTC));
    }

    private void assertRefused(Instant time, Credential credential, ErrorType type) {
        assertThatThrownBy(() -> verifierAt(time).requireStanding(credential))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(type));
    }

    @Test
    void aKeyDoesForAsLongAsItIsThere() {
        assertThatCode(() -> verifierAt(NOW.plusSeconds(1_000_000)).requireStanding(KEY))
                .doesNotThrowAnyException();
        known.remove("AKIAKEY");

        assertRefused(NOW, KEY, ErrorType.UNRECOGNIZED_CLIENT);
    }

    @Test
    void anotherOneOfItsIdIsNotIt() {
        known.put("AKIAKEY", lasting("another secret"));

        assertRefused(NOW, KEY, ErrorType.UNRECOGNIZED_CLIENT);
    }

    @Test
    void aSessionDoesUntilItsEnd() {
        assertThatCode(() -> verifierAt(NOW.plusSeconds(59)).requireStanding(SESSION))
                .doesNotThrowAnyException();

        assertRefused(NOW.plusSeconds(60), SESSION, ErrorType.EXPIRED_TOKEN);
    }

    @Test
    void norDoesOneWhoseUserOrRoleIsGone() {
        known.remove("ASIAKEY");

        assertRefused(NOW, SESSION, ErrorType.UNRECOGNIZED_CLIENT);
    }
}
