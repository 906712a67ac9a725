package dev.millrace.protocol.constraint;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service model asks of a string: a length in Unicode characters and, for most, a pattern for all of it. */
public enum TextRule {
    NAME(1, 128, "[a-zA-Z0-9_.-]+"),
    STREAM_ARN(1, 2048, "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+"),
    CONSUMER_ARN(
            1, 2048, "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+"),
    RESOURCE_ARN(1, 2048, "arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+"),
    PARTITION_KEY(1, 256, null),
    HASH_KEY(0, Integer.MAX_VALUE, "0|([1-9]\\d{0,38})"),
    SEQUENCE_NUMBER(0, Integer.MAX_VALUE, "0|([1-9]\\d{0,128})"),
    SHARD_ITERATOR(1, 512, null),
    NEXT_TOKEN(1, 1_048_576, null),
    KEY_ID(1, 2048, null),
    TAG_KEY(1, 128, null),
    TAG_VALUE(0, 256, null);

    private final int shortest;
    private final int longest;
    private final @Nullable Pattern pattern;

    TextRule(int shortest, int longest, @Nullable String pattern) {
        this.shortest = shortest;
        this.longest = longest;
        this.pattern = pattern == null ? null : Pattern.compile(pattern);
    }

    /** The smallest length allowed, in Unicode characters. */
    public int shortest() {
        return shortest;
    }

    /** The largest length allowed, in Unicode characters; {@link Integer#MAX_VALUE} where only the pattern rules. */
    public int longest() {
        return longest;
    }

    /** The pattern as the model has it. */
    public @Nullable String pattern() {
        return pattern == null ? null : pattern.pattern();
    }

    /** Too long a text is not matched at all: the patterns of ARNs can take quadratic time, and its length tells enough. */
    boolean matchesPattern(String value) {
        return pattern == null || isTooLong(value) || pattern.matcher(value).matches();
    }

    boolean isTooShort(String value) {
        // Every text but the empty one has a character, and no rule asks for more than one.
        return value.length() < shortest;
    }

    boolean isTooLong(String value) {
        return value.length() > longest && value.codePointCount(0, value.length()) > longest;
    }

    boolean allowsLength(String value) {
        return !isTooShort(value) && !isTooLong(value);
    }
}
