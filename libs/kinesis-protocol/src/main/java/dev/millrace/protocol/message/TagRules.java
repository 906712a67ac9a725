package dev.millrace.protocol.message;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.TagErrors;
import dev.millrace.stream.StreamName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What tags a resource may have. The lengths of keys and values are the service model's and checked before.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/tagging.html">Tag your resources</a>
 */
public final class TagRules {
    private static final String RESERVED = "aws:";
    private static final String SIGNS = "_.:/=+-%@";
    private static final char NOT_BY_NAME = '%';

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
            throw TagErrors.invalidCharacters();
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

    /**
     * Checks the tags of AddTagsToStream, which takes one character less than the others.
     *
     * @throws KinesisException an InvalidArgumentException
     */
    public static void requireAddable(Map<String, String> tags, StreamName stream, String account) {
        Stream<String> texts = tags.entrySet().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()));
        require(texts.toList(), () -> TagErrors.notAdded(stream, account));
    }

    /** The same of RemoveTagsFromStream. */
    public static void requireRemovable(Collection<String> keys, StreamName stream, String account) {
        require(keys, () -> TagErrors.notRemoved(stream, account));
    }

    private static void require(Collection<String> texts, Supplier<KinesisException> refusal) {
        if (!texts.stream().allMatch(TagRules::isLegal)) {
            throw TagErrors.invalidCharacters();
        }
        if (texts.stream().anyMatch(text -> text.indexOf(NOT_BY_NAME) >= 0)) {
            throw refusal.get();
        }
    }

    private static boolean areLegal(Map<String, String> tags) {
        return tags.entrySet().stream().allMatch(tag -> isLegal(tag.getKey()) && isLegal(tag.getValue()));
    }

    private static boolean isLegal(String text) {
        return text.codePoints().allMatch(TagRules::isLegal);
    }

    /** White space are spaces of any kind, but not the characters that control a terminal: tabs and ends of lines. */
    private static boolean isLegal(int character) {
        return Character.isLetterOrDigit(character)
                || Character.isSpaceChar(character)
                || SIGNS.indexOf(character) >= 0;
    }
}
