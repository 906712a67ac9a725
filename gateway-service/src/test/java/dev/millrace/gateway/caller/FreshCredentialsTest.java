package dev.millrace.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who was known last is not let in for as long as nothing is heard. */
class FreshCredentialsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADA = new Principal(
            Principal.Kind.USER, "arn:aws:iam::000000000000:user/ada", ACCOUNT, "AIDAADA", "ada", Optional.empty());

    private final Map<String, Credential> known = Map.of(
            "AKROOT", Credential.lasting("AKROOT", "secret", Principal.rootOf(ACCOUNT)),
            "AKADA", Credential.lasting("AKADA", "secret", ADA));
    private final CredentialStore store = id -> Optional.ofNullable(known.get(id));
    private Duration age = Duration.ZERO;
    private final CredentialStore credentials =
            new FreshCredentials(store, new IdentityFreshness(longest -> age.compareTo(longest) <= 0, LONGEST));

    @Test
    void theLastKnownHoldsForAWhile() {
        age = LONGEST;

        assertThat(credentials.find("AKADA")).isPresent();
        assertThat(credentials.find("AKADA", Optional.empty())).isPresent();
        assertThat(credentials.find("AKGONE")).isEmpty();
    }

    @Test
    void thenNobodyIsToldYesOrNoButTheRoot() {
        age = LONGEST.plusMillis(1);

        assertTriesAgain("AKADA");
        assertTriesAgain("AKGONE");
        assertThat(credentials.find("AKROOT")).isPresent();
        assertThat(credentials.find("AKROOT", Optional.empty())).isPresent();
    }

    private void assertTriesAgain(String accessKeyId) {
        assertThatThrownBy(() -> credentials.find(accessKeyId, Optional.empty()))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.INTERNAL_FAILURE));
    }
}
