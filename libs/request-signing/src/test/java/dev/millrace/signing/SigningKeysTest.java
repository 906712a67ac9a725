package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private final Sha256 sha = new Sha256();

    @Test
    void aKeyIsDerivedOnce() {
        SigningKeys keys = new SigningKeys(10);

        assertThat(keys.get(scope(1), "secret", sha)).isSameAs(keys.get(scope(1), "secret", sha));
        assertThat(keys.get(scope(1), "other", sha)).isNotEqualTo(keys.get(scope(2), "secret", sha));
    }

    @Test
    void noMoreAreKeptThanTheLimit() {
        SigningKeys keys = new SigningKeys(4);
        List<SecretKeySpec> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            first.add(keys.get(scope(i), "secret", sha));
        }

        // Asked for in the order of age, none that is left gives way to one that is derived anew before it was asked
        // for.
        long kept = 0;
        for (int i = 19; i >= 16; i--) {
            kept += keys.get(scope(i), "secret", sha) == first.get(i) ? 1 : 0;
        }
        for (int i = 0; i < 16; i++) {
            kept += keys.get(scope(i), "secret", sha) == first.get(i) ? 1 : 0;
        }
        assertThat(kept).isBetween(1L, 4L);
    }

    private static CredentialScope scope(int day) {
        return CredentialScope.of("AKID", String.format("202601%02d", day), "us-east-1", "kinesis");
    }
}
