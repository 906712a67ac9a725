package dev.millrace.policy;

/**
 * Texts with {@code *} and {@code ?} as a list of tokens: characters, and the two wildcards as numbers that no character
 * has. Matching needs no backtracking over more than the last star, so its time is at most the product of both lengths.
 */
final class Wildcards {
    /** Any characters, also none. */
    static final int ANY = -1;

    /** Exactly one character. */
    static final int ONE = -2;

    private Wildcards() {}

    /** Whether the tokens match the text's part from one place to another. */
    static boolean match(int[] tokens, boolean ignoreCase, String text, int from, int to) {
        int token = 0;
        int at = from;
        int afterStar = -1;
        int resumeAt = from;
        while (at < to) {
            if (token < tokens.length && tokens[token] == ANY) {
                afterStar = ++token;
                resumeAt = at;
                if (token == tokens.length) {
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
                return false;
            }
        }
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
