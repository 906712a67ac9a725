package dev.millrace.gateway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NextTokensTest {
    private static final String SECRET = "a secret of the cluster";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Property(tries = 200)
    void aTokenKeepsItsPosition(@ForAll("texts") String position) {
        assertThat(at(NOW, "shards").open(at(NOW, "shards").issue(position))).isEqualTo(position);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(300);
    }

    @Test
    void aTokenOfAnotherListIsInvalid() {
        String token = at(NOW, "streams").issue("orders");

        assertThatThrownBy(() -> at(NOW, "shards").open(token))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT));
    }

    @Test
    void aTokenLivesForFiveMinutes() {
        String token = at(NOW, "shards").issue("orders");

        assertThat(at(NOW.plusSeconds(300), "shards").open(token)).isEqualTo("orders");
        assertThatThrownBy(() -> at(NOW.plusSeconds(301), "shards").open(token))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.EXPIRED_NEXT_TOKEN));
    }

    private static NextTokens at(Instant now, String list) {
        return new NextTokens(SECRET, list, Clock.fixed(now, ZoneOffset.UTC));
    }
}
