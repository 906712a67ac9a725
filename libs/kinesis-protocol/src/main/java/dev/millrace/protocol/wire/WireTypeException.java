package dev.millrace.protocol.wire;

/** A value has another type than its member: the body is well formed but is not this operation's input. */
public final class WireTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireTypeException(String message) {
        // Without a stack trace: it is an answer to a client, and a client can ask for many of them.
        super(message, null, false, false);
    }
}
