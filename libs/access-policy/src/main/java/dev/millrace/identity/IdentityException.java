package dev.millrace.identity;

import java.util.Objects;

/** An error answer of IAM or STS on its way to a client. The message is for the caller and is never logged. */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IdentityErrorType type;

    public IdentityException(IdentityErrorType type, String message) {
        // Without a stack trace: it is an ordinary answer, and clients decide how often it is given.
        super(message, null, false, false);
        this.type = type;
    }

    public IdentityErrorType type() {
        return type;
    }

    /** What the caller reads. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
