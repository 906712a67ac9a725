package dev.millrace.protocol.tag;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.TagErrors;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What tags a resource may have. The lengths of keys and values are the service model's and checked before.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/tagging.html">Tag your resources</a>
 */
public final class TagRules {
    private static final String RESERVED = "aws:";
    private static final String SIGNS = "_.:/=+-%@";

    private final int mostTags;

    /** @param mostTags of one resource */
    public TagRules(int mostTags) {
        this.mostTags = mostTags;
    }

    /**
     * The tags after some were added or overwritten.
     *
     * @throws KinesisException an InvalidArgumentException if they are not allowed, or too many together
     */
    public Map<String, String> add(Map<String, String> existing, Map<String, String> added) {
        if (added.keySet().stream().anyMatch(key -> key.startsWith(RESERVED))) {
            throw TagErrors.reservedKey();
        }
        if (!areLegal(added)) {
            throw TagErrors.illegalCharacters();
        }
        Map<String, String> tags = new HashMap<>(existing);
        tags.putAll(added);
        if (tags.size() > mostTags) {
            throw TagErrors.tooMany(mostTags);
        }
        return tags;
    }

    /** The tags after some were removed. A key that no tag has is no error. */
    public static Map<String, String> remove(Map<String, String> existing, Collection<String> keys) {
        Map<String, String> tags = new HashMap<>(existing);
        keys.forEach(tags::remove);
        return tags;
    }

    /** Whether the tags are of characters that AddTagsToStream takes, which knows one less than the others. */
    public static boolean areLegalByStreamName(Map<String, String> tags) {
        return areLegal(tags)
                && tags.entrySet().stream()
                        .noneMatch(tag ->
                                tag.getKey().indexOf('%') >= 0 || tag.getValue().indexOf('%') >= 0);
    }

    private static boolean areLegal(Map<String, String> tags) {
        return tags.entrySet().stream().allMatch(tag -> isLegal(tag.getKey()) && isLegal(tag.getValue()));
    }

    private static boolean isLegal(String text) {
        return text.codePoints().allMatch(TagRules::isLegal);
    }

    private static boolean isLegal(int character) {
        return Character.isLetter(character)
                || Character.isDigit(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || SIGNS.indexOf(character) >= 0;
    }
}
