package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of tags. */
public final class TagErrors {
    private static final String ALLOWED_BY_NAME =
            " because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces,"
                    + " '_',',','/','=','+','-','@'.";

    private TagErrors() {}

    /** A character that tags may have, but not where a stream's are added by its name. */
    public static KinesisException notAdded(StreamName stream, String account) {
        return invalid("Failed to add tags to " + ShardErrors.in(stream, account) + ALLOWED_BY_NAME);
    }

    /** The same where they are removed. */
    public static KinesisException notRemoved(StreamName stream, String account) {
        return invalid("Failed to remove tags from " + ShardErrors.in(stream, account) + ALLOWED_BY_NAME);
    }

    /** A character that no tag may have. The colon is not named, but may be had. */
    public static KinesisException invalidCharacters() {
        return invalid("Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space,"
                + " _ . / = + - % @.");
    }

    /** Keys that begin with {@code aws:} are the service's. Ours. */
    public static KinesisException reservedKey() {
        return invalid("Tag keys that begin with 'aws:' are reserved.");
    }

    /** Ours. */
    public static KinesisException tooMany(int limit) {
        return invalid("A resource can have at most " + limit + " tags.");
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, message);
    }
}
