package dev.millrace.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Compares by order.
 *
 * @param operand the policy's value
 * @param parser reads a request's value, which matches nothing if it cannot be read
 * @param test given how the request's value compares with the policy's
 */
record Ordered<T extends Comparable<? super T>>(T operand, Function<String, Optional<T>> parser, IntPredicate test)
        implements RequestPattern {
    @Override
    public boolean matches(String text, AccessRequest request) {
        Optional<T> value = parser.apply(text);
        return value.isPresent() && test.test(value.get().compareTo(operand));
    }
}
