package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WildcardsTest {
    @Property(tries = 5000)
    void matchAsARegularExpressionDoes(@ForAll("patterns") String pattern, @ForAll("texts") String text)
            throws PolicyFormatException {
        assertThat(new PatternReader(false).withWildcards(pattern).matches(text, Requests.of(Requests.PUT, "*")))
                .isEqualTo(expression(pattern, 0).matcher(text).matches());
    }

    @Property(tries = 2000)
    void ofActionsWithoutRegardToCase(@ForAll("patterns") String pattern, @ForAll("texts") String text)
            throws PolicyFormatException {
        assertThat(new PatternReader(false).action(pattern).matches(text, Requests.of(Requests.PUT, "*")))
                .isEqualTo(expression(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .matches());
    }

    @Property(tries = 2000)
    void ofArnsSegmentBySegment(@ForAll("arns") String pattern, @ForAll("arns") String arn)
            throws PolicyFormatException {
        String expected = pattern.chars()
                .mapToObj(c -> c == '*' ? "[^:]*" : c == '?' ? "[^:]" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        String literal = arn.replace('*', 'x').replace('?', 'y');

        assertThat(new PatternReader(true).arn(pattern).matches(literal, Requests.of(Requests.PUT, "*")))
                .isEqualTo(Pattern.matches(expected, literal));
    }

    @Test
    void foldLettersAsTextsDo() throws PolicyFormatException {
        AccessRequest request = Requests.of(Requests.PUT, "*");

        assertThat(new PatternReader(false).ignoringCase("straße-İ-ſ").matches("STRAßE-i-S", request))
                .isEqualTo("straße-İ-ſ".equalsIgnoreCase("STRAßE-i-S"));
        assertThat(new PatternReader(false).exactly("a").matches("A", request)).isFalse();
        assertThat(new PatternReader(false).exactly("*").matches("A", request)).isFalse();
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("abB*?").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abB").ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> arns() {
        return Arbitraries.strings()
                .withChars("ab*?")
                .ofMaxLength(2)
                .list()
                .ofSize(6)
                .map(parts -> String.join(":", parts));
    }

    private static Pattern expression(String pattern, int flags) {
        String expression = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(expression, flags);
    }
}
