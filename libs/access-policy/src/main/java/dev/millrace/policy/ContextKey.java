package dev.millrace.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A condition key as a policy writes it: {@code aws:SourceIp}, or {@code aws:ResourceTag/team} for one tag of many. Case
 * does not matter, neither in the name nor in the tag's key.
 */
public final class ContextKey {
    private static final int LONGEST = 256;

    private final String text;
    private final KnownConditionKey known;
    private final String element;

    private ContextKey(String text, KnownConditionKey known, String element) {
        this.text = text;
        this.known = known;
        this.element = element;
    }

    /** The key that a text names; empty if it is no key's form, {@code <service>:<name>}. */
    public static Optional<ContextKey> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || text.length() > LONGEST) {
            return Optional.empty();
        }
        int slash = elementMark(text, colon);
        String name = slash < 0 ? text : text.substring(0, slash);
        KnownConditionKey known = KnownConditionKey.named(name.toLowerCase(Locale.ROOT));
        if (known.hasElement() == (slash < 0)) {
            known = KnownConditionKey.OTHER;
        }
        return Optional.of(new ContextKey(text, known, slash < 0 ? "" : text.substring(slash + 1)));
    }

    /** What stands before the element: a slash, but {@code kms:EncryptionContext:aws:kinesis:arn} has a colon. */
    private static int elementMark(String text, int colon) {
        int second = text.indexOf(':', colon + 1);
        return second >= 0 && text.substring(0, second).equalsIgnoreCase(KnownConditionKey.ENCRYPTION_CONTEXT.text())
                ? second
                : text.indexOf('/');
    }

    /** Which of the catalogue's it is. */
    public KnownConditionKey known() {
        return known;
    }

    /** As the policy writes it. */
    public String text() {
        return text;
    }

    /**
     * Whether it names one tag of many, or one pair of an encryption context. Several values of it are those of several
     * spellings, which differ in upper and lower case alone.
     */
    boolean hasOneValue() {
        return known.hasElement();
    }

    /** The values of the tags, of any case, that this key names. */
    public List<String> among(Map<String, String> tags) {
        List<String> values = List.of();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().equalsIgnoreCase(element)) {
                if (values.isEmpty()) {
                    values = List.of(tag.getValue());
                } else {
                    values = new ArrayList<>(values);
                    values.add(tag.getValue());
                }
            }
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContextKey key && key.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
