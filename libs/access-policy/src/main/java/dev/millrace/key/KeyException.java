package dev.millrace.key;

import java.util.Objects;

/** An error answer of KMS on its way to a client. The message is for the caller and is never logged. */
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final KeyErrorType type;

    public KeyException(KeyErrorType type, String message) {
        // Without a stack trace: it is an ordinary answer, and clients decide how often it is given.
        super(message, null, false, false);
        this.type = type;
    }

    public KeyErrorType type() {
        return type;
    }

    /** What the caller reads. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
