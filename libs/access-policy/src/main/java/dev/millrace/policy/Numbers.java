package dev.millrace.policy;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as conditions write them: integers and decimal fractions. */
final class Numbers {
    private static final int LONGEST = 40;

    private Numbers() {}

    static Optional<BigDecimal> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
