package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of tags. */
public final class TagErrors {
    private TagErrors() {}

    /** AWS goes on after the first sentence with the characters it allows. */
    public static KinesisException illegalCharacters(StreamName stream, String account) {
        return invalid("Failed to add tags to " + ShardErrors.in(stream, account)
                + " because some tags contained illegal characters. The allowed characters are Unicode letters,"
                + " white-spaces, '_',',','/','=','+','-','@'.");
    }

    /** Of the operations that name a resource by its ARN. Ours, after the one above. */
    public static KinesisException illegalCharacters() {
        return invalid("Some tags contained illegal characters. The allowed characters are Unicode letters, digits,"
                + " white-spaces, '_','.',':','/','=','+','-','%','@'.");
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
