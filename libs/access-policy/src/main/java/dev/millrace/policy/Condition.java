package dev.millrace.policy;

import java.util.List;

/** One operator on one key, compiled. */
sealed interface Condition {
    ContextKey key();

    /** What holds for a request without the key. */
    boolean whenMissing();

    /** @param effect of the statement: what is ambiguous never lets in, and always keeps out */
    boolean holds(AccessRequest request, Effect effect);

    /**
     * Compares the key's values with the policy's.
     *
     * @param operands the policy's, any of which may match; none must, if the operator is negated
     * @param negated whether the operator asks for what is <em>not</em> like the policy's values
     * @param quantifier how many of the request's values must pass
     * @param whenMissing what holds for a request without the key
     */
    record Comparison(
            ContextKey key, List<RequestPattern> operands, boolean negated, Quantifier quantifier, boolean whenMissing)
            implements Condition {
        public Comparison {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(AccessRequest request, Effect effect) {
            List<String> values = request.values(key);
            if (values.isEmpty()) {
                return whenMissing;
            }
            if (values.size() > 1 && key.hasOneValue()) {
                return effect == Effect.ALLOW
                        ? values.stream().allMatch(value -> passes(value, request))
                        : values.stream().anyMatch(value -> passes(value, request));
            }
            return switch (quantifier) {
                case NONE -> anyMatches(values, request) != negated;
                case ALL_VALUES -> values.stream().allMatch(value -> passes(value, request));
                case ANY_VALUE -> values.stream().anyMatch(value -> passes(value, request));
            };
        }

        private boolean anyMatches(List<String> values, AccessRequest request) {
            for (String value : values) {
                if (matches(value, request)) {
                    return true;
                }
            }
            return false;
        }

        private boolean passes(String value, AccessRequest request) {
            return matches(value, request) != negated;
        }

        private boolean matches(String value, AccessRequest request) {
            for (RequestPattern operand : operands) {
                request.budget().beginPattern(0);
                if (operand.matches(value, request)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The operator Null: whether the key is there.
     *
     * @param whenMissing what holds for a request without the key
     * @param whenPresent and for one that has it
     */
    record Presence(ContextKey key, boolean whenMissing, boolean whenPresent) implements Condition {
        @Override
        public boolean holds(AccessRequest request, Effect effect) {
            return request.values(key).isEmpty() ? whenMissing : whenPresent;
        }
    }

    /** How many of a key's values must pass. */
    enum Quantifier {
        /** Of the one there should be; of several, any may match, and none may that must not. */
        NONE(""),
        ALL_VALUES("ForAllValues:"),
        ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }
}
