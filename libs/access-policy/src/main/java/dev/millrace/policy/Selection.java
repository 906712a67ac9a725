package dev.millrace.policy;

import java.util.List;

/**
 * The texts that any of some patterns match, or that none does: Action or NotAction, Resource or NotResource.
 *
 * @param written the patterns as the policy writes them
 */
record Selection<P extends RequestPattern>(List<String> written, List<P> patterns, boolean negated) {
    Selection {
        written = List.copyOf(written);
        patterns = List.copyOf(patterns);
    }

    /** Every text. */
    static <P extends RequestPattern> Selection<P> everything() {
        return new Selection<>(List.of(), List.of(), true);
    }

    boolean selects(String text, AccessRequest request) {
        for (P pattern : patterns) {
            if (pattern.matches(text, request)) {
                return !negated;
            }
        }
        return negated;
    }
}
