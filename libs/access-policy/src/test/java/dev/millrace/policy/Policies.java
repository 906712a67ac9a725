package dev.millrace.policy;

/** Documents in tests. */
final class Policies {
    private Policies() {}

    static PolicyDocument parsed(PolicyKind kind, String text) {
        try {
            return PolicyDocument.parse(kind, text.replace('\'', '"'));
        } catch (PolicyFormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
