package dev.millrace.local;

/** The stack cannot run as asked. The message is for the person who started it, and says what to do. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
