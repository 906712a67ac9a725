package dev.millrace.protocol.error;

/** Errors of resource policies. */
public final class PolicyErrors {
    private PolicyErrors() {}

    /** Ours. */
    public static KinesisException invalid(String reason) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, reason);
    }
}
