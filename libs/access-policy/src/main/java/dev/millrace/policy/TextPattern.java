package dev.millrace.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text with wildcards and policy variables, taken apart.
 *
 * <pre>
 *   stream/${aws:username}-*      "stream/" · variable aws:username · "-" ANY
 * </pre>
 *
 * <p>What a variable stands for is taken literally, so that nobody gets more by a star in a name. A variable without a
 * value and without a default equals nothing.
 */
final class TextPattern implements RequestPattern {
    private final List<Part> parts;
    private final boolean ignoreCase;
    /** All of it, if there are no variables. */
    private final int @Nullable [] fixed;

    TextPattern(List<Part> parts, boolean ignoreCase) {
        this.parts = List.copyOf(parts);
        this.ignoreCase = ignoreCase;
        this.fixed = this.parts.stream().allMatch(part -> part instanceof Fixed) ? concatenated(this.parts) : null;
    }

    boolean hasVariables() {
        return fixed == null;
    }

    @Override
    public boolean matches(String value, AccessRequest request) {
        return matches(value, 0, value.length(), request);
    }

    /** Whether it matches the value's part from one place to another. */
    boolean matches(String value, int from, int to, AccessRequest request) {
        int[] tokens = fixed != null ? fixed : resolved(request);
        return tokens != null && Wildcards.match(tokens, ignoreCase, value, from, to, request.budget());
    }

    private int @Nullable [] resolved(AccessRequest request) {
        Fixed[] values = new Fixed[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Fixed value = parts.get(i).resolve(request);
            if (value == null) {
                return null;
            }
            request.budget().beginPattern(value.tokens.length);
            values[i] = value;
        }
        return concatenated(Arrays.asList(values));
    }

    private static int[] concatenated(List<? extends Part> parts) {
        return parts.stream()
                .flatMapToInt(part -> Arrays.stream(((Fixed) part).tokens))
                .toArray();
    }

    /** A piece of a pattern. */
    sealed interface Part {
        /** What it stands for in a request; null if that is nothing. */
        @Nullable Fixed resolve(AccessRequest request);
    }

    /** What is the same for every request. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fixed(int[] tokens) implements Part {
        static Fixed literal(String text) {
            return new Fixed(text.chars().toArray());
        }

        /** Where a character is, as such; -1 if it is nowhere. */
        int indexOf(char c) {
            for (int i = 0; i < tokens.length; i++) {
                if (tokens[i] == c) {
                    return i;
                }
            }
            return -1;
        }

        Fixed before(int place) {
            return new Fixed(Arrays.copyOf(tokens, place));
        }

        Fixed after(int place) {
            return new Fixed(Arrays.copyOfRange(tokens, place + 1, tokens.length));
        }

        @Override
        public Fixed resolve(AccessRequest request) {
            return this;
        }
    }

    /** The one value of a condition key. */
    record Variable(ContextKey key, Optional<String> otherwise) implements Part {
        @Override
        public @Nullable Fixed resolve(AccessRequest request) {
            List<String> values = request.values(key);
            if (values.size() == 1) {
                request.budget().spend(values.get(0).length());
                return Fixed.literal(values.get(0));
            }
            return values.isEmpty() && otherwise.isPresent() ? Fixed.literal(otherwise.get()) : null;
        }
    }
}
