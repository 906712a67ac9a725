package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters tags may have, and what is said of others. */
class TagRulesTest {
    private static final String INVALID =
            "Some tags contain invalid characters. Valid characters: Unicode letters, digits,"
                    + " white space, _ . / = + - % @.";
    private static final StreamName ORDERS = new StreamName("orders");

    private final TagRules rules = new TagRules(50);

    @ParameterizedTest
    @ValueSource(strings = {"team", "é 日本", "a:b", "_./=+-@", "1\u00a02", ""})
    void lettersDigitsSpacesAndSigns(String text) {
        TagRules.requireAddable(Map.of("key", text), ORDERS, "1");
        TagRules.requireRemovable(List.of(text), ORDERS, "1");
        assertThat(rules.add(Map.of(), Map.of("key", text))).containsEntry("key", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\n", "a\r", "a;b", "a,b", "<", "\u0000", "%;"})
    void anythingElseIsInvalid(String text) {
        assertRefused(() -> TagRules.requireAddable(Map.of("key", text), ORDERS, "1"), INVALID);
        assertRefused(() -> TagRules.requireAddable(Map.of(text, "value"), ORDERS, "1"), INVALID);
        assertRefused(() -> TagRules.requireRemovable(List.of(text), ORDERS, "1"), INVALID);
        assertRefused(() -> rules.add(Map.of(), Map.of(text, "value")), INVALID);
    }

    @Test
    void aPercentSignIsForThoseWhoNameTheResourceByItsArn() {
        String allowed = " because some tags contained illegal characters. The allowed characters are Unicode letters,"
                + " white-spaces, '_',',','/','=','+','-','@'.";

        assertThat(rules.add(Map.of(), Map.of("rate", "5 %"))).hasSize(1);
        assertRefused(
                () -> TagRules.requireAddable(Map.of("rate", "5 %"), ORDERS, "1"),
                "Failed to add tags to stream orders under account 1" + allowed);
        assertRefused(
                () -> TagRules.requireRemovable(List.of("%"), ORDERS, "1"),
                "Failed to remove tags from stream orders under account 1" + allowed);
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(check)
                .withMessage(message)
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT));
    }
}
