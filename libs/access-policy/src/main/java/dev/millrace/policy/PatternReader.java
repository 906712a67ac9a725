package dev.millrace.policy;

import dev.millrace.policy.TextPattern.Fixed;
import dev.millrace.policy.TextPattern.Part;
import dev.millrace.policy.TextPattern.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the patterns of one document apart and remembers what they ask about.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
final class PatternReader {
    static final int LONGEST = 2048;
    static final int MOST_WILDCARDS = 64;

    private static final String MALFORMED_VARIABLE = "A policy variable is malformed.";

    private final boolean variables;
    private final Set<ContextKey> asked = new LinkedHashSet<>();

    /** @param variables whether the document's version has them */
    PatternReader(boolean variables) {
        this.variables = variables;
    }

    /** The keys of conditions and variables read so far. */
    Set<ContextKey> asked() {
        return asked;
    }

    /** A condition's key. */
    ContextKey key(String text) throws PolicyFormatException {
        return noted(ContextKey.parse(text), "A Condition's key is not of the form <service>:<name>.");
    }

    /** An action, whose case does not matter, and which has no variables. */
    TextPattern action(String text) throws PolicyFormatException {
        requireBounds(text);
        return new TextPattern(List.of(new Fixed(tokens(text, true))), true);
    }

    TextPattern withWildcards(String text) throws PolicyFormatException {
        return new TextPattern(parts(text, true), false);
    }

    TextPattern exactly(String text) throws PolicyFormatException {
        return new TextPattern(parts(text, false), false);
    }

    TextPattern ignoringCase(String text) throws PolicyFormatException {
        return new TextPattern(parts(text, false), true);
    }

    ArnPattern arn(String text) throws PolicyFormatException {
        List<TextPattern> segments = new ArrayList<>();
        List<Part> segment = new ArrayList<>();
        for (Part part : parts(text, true)) {
            Part rest = part;
            int colon;
            while (segments.size() < ArnPattern.SEGMENTS - 1
                    && rest instanceof Fixed fixed
                    && (colon = fixed.indexOf(':')) >= 0) {
                segment.add(fixed.before(colon));
                segments.add(new TextPattern(segment, false));
                segment.clear();
                rest = fixed.after(colon);
            }
            segment.add(rest);
        }
        segments.add(new TextPattern(segment, false));
        return new ArnPattern(segments);
    }

    private List<Part> parts(String text, boolean wildcards) throws PolicyFormatException {
        requireBounds(text);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int start = variables ? text.indexOf("${") : -1;
        while (start >= 0) {
            parts.add(new Fixed(tokens(text.substring(from, start), wildcards)));
            int end = endOfVariable(text, start + 2);
            parts.add(variable(text.substring(start + 2, end)));
            from = end + 1;
            start = text.indexOf("${", from);
        }
        parts.add(new Fixed(tokens(text.substring(from), wildcards)));
        return parts;
    }

    /** Where the closing brace is, which a default in quotes may hold as well. */
    private static int endOfVariable(String text, int from) throws PolicyFormatException {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (c == '}' && !quoted) {
                return i;
            }
        }
        throw new PolicyFormatException(MALFORMED_VARIABLE);
    }

    /** What stands between the braces: {@code key}, {@code key, 'default'}, or a character that is meant as such. */
    private Part variable(String content) throws PolicyFormatException {
        if (content.equals("*") || content.equals("?") || content.equals("$")) {
            return Fixed.literal(content);
        }
        int comma = content.indexOf(',');
        String key = comma < 0 ? content : content.substring(0, comma);
        Optional<String> otherwise = comma < 0 ? Optional.empty() : Optional.of(unquoted(content.substring(comma + 1)));
        return new Variable(noted(ContextKey.parse(key.strip()), MALFORMED_VARIABLE), otherwise);
    }

    private static String unquoted(String text) throws PolicyFormatException {
        String quoted = text.strip();
        if (quoted.length() < 2 || quoted.charAt(0) != '\'' || quoted.indexOf('\'', 1) != quoted.length() - 1) {
            throw new PolicyFormatException(MALFORMED_VARIABLE);
        }
        return quoted.substring(1, quoted.length() - 1);
    }

    private ContextKey noted(Optional<ContextKey> key, String otherwise) throws PolicyFormatException {
        ContextKey present = key.orElseThrow(() -> new PolicyFormatException(otherwise));
        asked.add(present);
        return present;
    }

    private static int[] tokens(String text, boolean wildcards) {
        int[] tokens = text.chars().toArray();
        if (wildcards) {
            Arrays.setAll(tokens, i -> wildcardOr(tokens[i]));
        }
        return tokens;
    }

    private static int wildcardOr(int c) {
        return switch (c) {
            case '*' -> Wildcards.ANY;
            case '?' -> Wildcards.ONE;
            default -> c;
        };
    }

    private static void requireBounds(String text) throws PolicyFormatException {
        if (text.length() > LONGEST) {
            throw new PolicyFormatException("A text in the policy is longer than " + LONGEST + " characters.");
        }
        if (text.chars().filter(c -> c == '*' || c == '?').count() > MOST_WILDCARDS) {
            throw new PolicyFormatException("A text in the policy has more than " + MOST_WILDCARDS + " wildcards.");
        }
    }
}
