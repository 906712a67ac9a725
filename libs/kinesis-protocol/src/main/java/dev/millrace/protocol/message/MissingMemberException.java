package dev.millrace.protocol.message;

/** A member that the model requires was read from a request that lacks it, before the request was validated. */
public final class MissingMemberException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MissingMemberException() {
        super("a required member was read before the request was validated");
    }
}
