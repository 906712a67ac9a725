package dev.millrace.protocol.error;

/**
 * Every error a client can be answered with. All client errors are HTTP 400, even a denied access, except where the
 * request is not one of the API at all.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public enum ErrorType {
    ACCESS_DENIED("AccessDeniedException"),
    /** The call would have been done, had it not been a trial. */
    DRY_RUN("DryRunOperationException"),
    EXPIRED_ITERATOR("ExpiredIteratorException"),
    EXPIRED_NEXT_TOKEN("ExpiredNextTokenException"),
    EXPIRED_TOKEN("ExpiredTokenException"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException"),
    /** Ours, not the caller's; the SDKs try again. */
    INTERNAL_FAILURE("InternalFailureException", 500),
    INVALID_ARGUMENT("InvalidArgumentException"),
    INVALID_SIGNATURE("InvalidSignatureException"),
    KMS_ACCESS_DENIED("KMSAccessDeniedException"),
    KMS_DISABLED("KMSDisabledException"),
    KMS_INVALID_STATE("KMSInvalidStateException"),
    KMS_NOT_FOUND("KMSNotFoundException"),
    /** The one modelled error without the suffix. */
    KMS_OPT_IN_REQUIRED("KMSOptInRequired"),
    KMS_THROTTLING("KMSThrottlingException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException"),
    /** Not a POST, or without content type and target; answered as XML by {@link ErrorWriter#xml}. */
    NO_OPERATION("AccessDeniedException", 403),
    PROVISIONED_THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException"),
    RESOURCE_IN_USE("ResourceInUseException"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    /** The body does not parse or has a value of the wrong type. */
    SERIALIZATION("SerializationException"),
    /** Too many requests that are only tried. */
    THROTTLING("ThrottlingException"),
    UNKNOWN_OPERATION("UnknownOperationException"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException"),
    /** A content type that is neither of the two. */
    UNSUPPORTED_CONTENT_TYPE("UnknownOperationException", 404),
    /** A constraint of the service model is not met. */
    VALIDATION("ValidationException");

    private final String wireName;
    private final int httpStatus;

    ErrorType(String wireName) {
        this(wireName, 400);
    }

    ErrorType(String wireName, int httpStatus) {
        this.wireName = wireName;
        this.httpStatus = httpStatus;
    }

    /** The name in {@code __type} and {@code x-amzn-ErrorType}. */
    public String wireName() {
        return wireName;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the service is at fault rather than the caller. */
    public boolean isFault() {
        return httpStatus >= 500;
    }
}
