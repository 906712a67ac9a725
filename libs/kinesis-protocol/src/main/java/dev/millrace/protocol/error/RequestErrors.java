package dev.millrace.protocol.error;

import org.jspecify.annotations.Nullable;

/** Errors of requests that cannot be read as an operation and its input. */
public final class RequestErrors {
    private RequestErrors() {}

    /** The body is empty or does not parse. AWS gives no message. */
    public static KinesisException malformedBody() {
        return new KinesisException(ErrorType.SERIALIZATION, null);
    }

    /** A value has the wrong type. */
    public static KinesisException wrongType(@Nullable String message) {
        return new KinesisException(ErrorType.SERIALIZATION, message);
    }

    /** {@code X-Amz-Target} names no operation. AWS gives no message. */
    public static KinesisException unknownOperation() {
        return new KinesisException(ErrorType.UNKNOWN_OPERATION, null);
    }

    /** The content type is neither JSON 1.1 nor CBOR 1.1. */
    public static KinesisException unsupportedContentType() {
        return new KinesisException(ErrorType.UNSUPPORTED_CONTENT_TYPE, null);
    }

    /** The request is not a POST, or says neither what it is nor what it is for. */
    public static KinesisException noOperation() {
        return new KinesisException(
                ErrorType.NO_OPERATION, "Unable to determine service/operation name to be authorized");
    }

    /** A constraint of the service model, or a rule that AWS words like one, is not met. */
    public static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.VALIDATION, message);
    }

    /** A trial of a call that would have been done. */
    public static KinesisException dryRun() {
        return new KinesisException(ErrorType.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
    }

    /** Something failed on our side; what it was is in our log, not in the answer. */
    public static KinesisException internalFailure() {
        return new KinesisException(ErrorType.INTERNAL_FAILURE, "Internal Service Failure");
    }
}
