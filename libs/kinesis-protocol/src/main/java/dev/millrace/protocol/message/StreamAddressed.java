package dev.millrace.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A request that says which stream it is about, by name, by ARN or, when they agree, by both. Which of the two exist, and
 * whether one must be there, differs by operation.
 */
public interface StreamAddressed {
    default @Nullable String streamName() {
        return null;
    }

    default @Nullable String streamArn() {
        return null;
    }
}
