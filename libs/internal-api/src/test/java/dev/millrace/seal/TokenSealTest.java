package dev.millrace.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSealTest {
    private static final byte[] CONTENT = "shardId-000000000000".getBytes(StandardCharsets.US_ASCII);

    private final TokenSeal seal = new TokenSeal("the secret of a cluster", "iterator");

    @Test
    void whatWasSealedIsOpenedByEveryServiceOfTheCluster() {
        TokenSeal other = new TokenSeal("the secret of a cluster", "iterator");
        assertThat(other.open(seal.seal(CONTENT))).contains(CONTENT);
        assertThat(other.open(seal.seal(new byte[0]))).contains(new byte[0]);
    }

    @Test
    void neitherAnotherClusterNorAnotherPurposeOpensIt() {
        String token = seal.seal(CONTENT);
        assertThat(new TokenSeal("another secret", "iterator").open(token)).isEmpty();
        assertThat(new TokenSeal("the secret of a cluster", "session").open(token))
                .isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] token = Base64.getUrlDecoder().decode(seal.seal(CONTENT));
        for (int bit = 0; bit < token.length * Byte.SIZE; bit++) {
            byte[] changed = token.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void theSameContentIsAnotherTokenEachTimeAndShowsNothingOfIt() {
        String token = seal.seal(CONTENT);
        assertThat(seal.seal(CONTENT)).isNotEqualTo(token);
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("shardId");
    }

    @Test
    void aTokenIsNoOptionOfACommandLine() {
        for (int i = 0; i < 100; i++) {
            assertThat(seal.seal(CONTENT)).startsWith("A");
        }
    }

    @Test
    void anotherSpellingOfTheSameBytesIsNotOurs() {
        assertThat(seal.open(seal.seal(CONTENT) + "=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AQ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "-", "a token", "%%%"})
    void whatIsNoTokenIsNotOurs(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}
