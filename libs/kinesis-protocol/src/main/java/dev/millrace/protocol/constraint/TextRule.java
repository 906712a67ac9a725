package dev.millrace.protocol.constraint;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service model asks of a string: a length in Unicode characters and, for most, a pattern for all of it. */
public enum TextRule {
    NAME(1, 128, "[a-zA-Z0-9_.-]+"),
    STREAM_ARN(1, 2048, "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+", "arn:aws(?>.*?:kinesis:).*:\\d{12}:stream/\\S+"),
    CONSUMER_ARN(
            1,
            2048,
            "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+",
            "arn:aws(?>.*?:kinesis:)(?>.*?:\\d{12}:).*stream/[a-zA-Z0-9_.-]+/consumer/[a-zA-Z0-9_.-]+:[0-9]+"),
    RESOURCE_ARN(
            1,
            2048,
            "arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+",
            "arn:aws(?>.*?:kinesis:)(?>.*?:\\d{12}:).*stream/\\S+"),
    PARTITION_KEY(1, 256),
    HASH_KEY(0, Integer.MAX_VALUE, "0|([1-9]\\d{0,38})"),
    SEQUENCE_NUMBER(0, Integer.MAX_VALUE, "0|([1-9]\\d{0,128})"),
    SHARD_ITERATOR(1, 512),
    NEXT_TOKEN(1, 1_048_576),
    KEY_ID(1, 2048),
    TAG_KEY(1, 128),
    TAG_VALUE(0, 256);

    private final int shortest;
    private final int longest;
    private final @Nullable String pattern;
    private final @Nullable Pattern matcher;

    TextRule(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.pattern = null;
        this.matcher = null;
    }

    TextRule(int shortest, int longest, String pattern) {
        this(shortest, longest, pattern, pattern);
    }

    /**
     * A rule whose pattern is matched by another one.
     *
     * @param equivalent matches the same texts. Where the model's pattern tries every way to divide a text among its
     *     wildcards, which takes half a second for a hostile one, this keeps to the first place where a part fits:
     *     whatever follows a later place follows that one as well
     */
    TextRule(int shortest, int longest, String pattern, String equivalent) {
        this.shortest = shortest;
        this.longest = longest;
        this.pattern = pattern;
        this.matcher = Pattern.compile(equivalent);
    }

    /** The smallest length allowed, in Unicode characters. */
    public int shortest() {
        return shortest;
    }

    /** The largest length allowed, in Unicode characters; {@link Integer#MAX_VALUE} where only the pattern rules. */
    public int longest() {
        return longest;
    }

    /** The pattern as the model has it, or null. */
    public @Nullable String pattern() {
        return pattern;
    }

    /** Of too long a text nothing but its length is looked at. */
    boolean matchesPattern(String value) {
        return matcher == null || isTooLong(value) || matcher.matcher(value).matches();
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
