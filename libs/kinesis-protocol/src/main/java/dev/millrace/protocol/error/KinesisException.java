package dev.millrace.protocol.error;

import org.jspecify.annotations.Nullable;

/**
 * An error answer on its way to a client. Thrown where the condition is found, written in one place ({@link ErrorWriter}).
 *
 * <p>The message is for the caller, whose own values it may repeat: it is never logged.
 */
public final class KinesisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    /** @param message the text, or null for an answer without one */
    public KinesisException(ErrorType type, @Nullable String message) {
        // Without a stack trace: it is an ordinary answer, and clients decide how often it is given.
        super(message, null, false, false);
        this.type = type;
    }

    public ErrorType type() {
        return type;
    }
}
