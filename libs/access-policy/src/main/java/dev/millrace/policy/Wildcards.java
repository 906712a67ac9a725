package dev.millrace.policy;

/**
 * Texts with {@code *} and {@code ?} as a list of tokens: characters, and the two wildcards as numbers that no character
 * has. Matching needs no backtracking over more than the last star, so its time is at most the product of both lengths; and that
 * is bounded by a budget.
 */
final class Wildcards {
    /** Any characters, also none. */
    static final int ANY = -1;

    /** Exactly one character. */
    static final int ONE = -2;

    private static final int PAID_TOGETHER = 256;

    private Wildcards() {}

    /**
     * Whether the tokens match the text's part from one place to another.
     *
     * @throws MatchBudget.ExhaustedException if that takes more than there is left to spend
     */
    static boolean match(int[] tokens, boolean ignoreCase, String text, int from, int to, MatchBudget budget) {
        budget.beginPattern(0);
        int token = 0;
        int at = from;
        int afterStar = -1;
        int resumeAt = from;
        int unpaid = 0;
        while (at < to) {
            if (++unpaid == PAID_TOGETHER) {
                budget.spend(unpaid);
                unpaid = 0;
            }
            if (token < tokens.length && tokens[token] == ANY) {
                afterStar = ++token;
                resumeAt = at;
                if (token == tokens.length) {
                    budget.spend(unpaid);
                    return true;
                }
            } else if (token < tokens.length && accepts(tokens[token], text.charAt(at), ignoreCase)) {
                token++;
                at++;
            } else if (afterStar >= 0) {
                // The star takes one more. An earlier star need not: whatever it could take, this one can.
                token = afterStar;
                at = ++resumeAt;
            } else {
                budget.spend(unpaid);
                return false;
            }
        }
        budget.spend(unpaid);
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return token == tokens.length;
    }

    private static boolean accepts(int token, char c, boolean ignoreCase) {
        return token == c || token == ONE || (ignoreCase && token >= 0 && fold((char) token) == fold(c));
    }

    /** As {@link String#equalsIgnoreCase} compares. */
    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
