package dev.millrace.protocol.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextRuleTest {
    private static final List<TextRule> ARNS =
            List.of(TextRule.STREAM_ARN, TextRule.CONSUMER_ARN, TextRule.RESOURCE_ARN);

    @Property(tries = 5000)
    void anArnIsMatchedAsThePatternOfTheModelMatchesIt(@ForAll("nearlyArns") String text) {
        for (TextRule rule : ARNS) {
            assertThat(rule.matchesPattern(text))
                    .as("%s as %s", text, rule)
                    .isEqualTo(Pattern.matches(Objects.requireNonNull(rule.pattern()), text));
        }
    }

    @Example
    void arnsOfEveryKindAreMatched() {
        String stream = "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/orders";
        assertThat(TextRule.STREAM_ARN.matchesPattern(stream)).isTrue();
        assertThat(TextRule.RESOURCE_ARN.matchesPattern(stream)).isTrue();
        assertThat(TextRule.CONSUMER_ARN.matchesPattern(stream)).isFalse();
        assertThat(TextRule.CONSUMER_ARN.matchesPattern(stream + "/consumer/billing:1700000000"))
                .isTrue();
    }

    @Example
    void noTextMakesAPatternRunAway() {
        String hostile = "arn:aws" + ":kinesis:".repeat(75) + ":123456789012:".repeat(45) + "stream/".repeat(100) + " ";
        assertTimeout(Duration.ofMillis(250), () -> {
            for (TextRule rule : ARNS) {
                assertThat(rule.matchesPattern(hostile)).isFalse();
            }
        });
    }

    @Example
    void aMillionDigitsAreNoSequenceNumber() {
        assertThat(TextRule.SEQUENCE_NUMBER.matchesPattern("1".repeat(1_000_000)))
                .isFalse();
        assertThat(TextRule.SEQUENCE_NUMBER.matchesPattern("1".repeat(129))).isTrue();
    }

    @Provide
    Arbitrary<String> nearlyArns() {
        return Arbitraries.of(
                        ":kinesis:",
                        ":123456789012:",
                        "stream/",
                        "a",
                        "/consumer/",
                        ":1",
                        "us-east-1",
                        " ",
                        "\n",
                        ":",
                        "-cn")
                .list()
                .ofMaxSize(14)
                .map(parts -> "arn:aws" + String.join("", parts));
    }
}
