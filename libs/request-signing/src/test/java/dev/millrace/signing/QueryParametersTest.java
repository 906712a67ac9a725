package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
    @Test
    void namesAndValuesAreToldApartByTheFirstEqualsSign() {
        assertThat(canonical("b=2&a=1&c&&d=&e==f&=g&h")).isEqualTo("=g&a=1&b=2&c=&d=&e=%3Df&h=");
        assertThat(canonical("a&b&c=d=e&f")).isEqualTo("a=&b=&c=d%3De&f=");
        assertThat(canonical("")).isEmpty();
    }

    /** Going through the rest for each of a million would take minutes. */
    @Test
    void manyNamesWithoutValuesAreGoneThroughOnce() {
        String many = "a&".repeat(1_000_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(QueryParameters.parse(many).find("b")).isEmpty());
    }

    private static String canonical(String query) {
        ByteText text = new ByteText();
        QueryParameters.parse(query).appendCanonical(text);
        return text.toString();
    }
}
