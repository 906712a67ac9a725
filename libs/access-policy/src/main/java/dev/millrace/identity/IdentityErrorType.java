package dev.millrace.identity;

import java.util.Arrays;
import java.util.Optional;

/**
 * The errors of IAM and STS. Unlike those of Kinesis they have statuses of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public enum IdentityErrorType {
    ACCESS_DENIED("AccessDenied", 403),
    DELETE_CONFLICT("DeleteConflict", 409),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    EXPIRED_TOKEN("ExpiredToken", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignature", 400),
    INTERNAL_FAILURE("InternalFailure", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 403),
    INVALID_INPUT("InvalidInput", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    LIMIT_EXCEEDED("LimitExceeded", 409),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 403),
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
    REQUEST_LIMIT("Throttling", 400),
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
    UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400),
    VALIDATION_ERROR("ValidationError", 400);

    private final String code;
    private final int httpStatus;

    IdentityErrorType(String code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    public static Optional<IdentityErrorType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** The name on the wire. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the service is at fault rather than the caller. */
    public boolean isFault() {
        return httpStatus >= 500;
    }
}
