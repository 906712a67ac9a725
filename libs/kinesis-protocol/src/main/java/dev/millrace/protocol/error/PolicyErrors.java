package dev.millrace.protocol.error;

/** Errors of resource policies. */
public final class PolicyErrors {
    private PolicyErrors() {}

    /** A policy is to be removed where there is none. */
    public static KinesisException notFound(String arn) {
        return new KinesisException(
                ErrorType.RESOURCE_NOT_FOUND, "No resource policy found for resource ARN " + arn + ".");
    }

    /** Ours. */
    public static KinesisException invalid(String reason) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, reason);
    }
}
