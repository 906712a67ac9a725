package dev.millrace.gateway.call.query;

import dev.millrace.gateway.call.Failures;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.protocol.error.KinesisException;
import java.util.Objects;

/** The errors that all services have in common, under the names that the Query protocol has for them. */
public final class QueryErrors {
    private QueryErrors() {}

    /** @param version of the service's API */
    public static IdentityException unknownAction(String action, String version) {
        return new IdentityException(
                IdentityErrorType.INVALID_ACTION, "Could not find operation " + action + " for version " + version);
    }

    static IdentityException toError(Throwable failure) {
        if (failure instanceof IdentityException refusal) {
            return refusal;
        }
        KinesisException error = Failures.toError(failure);
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return switch (error.type()) {
            case ACCESS_DENIED -> new IdentityException(IdentityErrorType.ACCESS_DENIED, message);
            case UNRECOGNIZED_CLIENT -> new IdentityException(IdentityErrorType.INVALID_CLIENT_TOKEN_ID, message);
            case INVALID_SIGNATURE -> new IdentityException(IdentityErrorType.SIGNATURE_DOES_NOT_MATCH, message);
            case MISSING_AUTHENTICATION_TOKEN ->
                new IdentityException(IdentityErrorType.MISSING_AUTHENTICATION_TOKEN, message);
            case EXPIRED_TOKEN -> new IdentityException(IdentityErrorType.EXPIRED_TOKEN, message);
            case INCOMPLETE_SIGNATURE -> new IdentityException(IdentityErrorType.INCOMPLETE_SIGNATURE, message);
            case PROVISIONED_THROUGHPUT_EXCEEDED -> new IdentityException(IdentityErrorType.REQUEST_LIMIT, message);
            case INTERNAL_FAILURE -> IdentityErrors.internalFailure();
            default -> IdentityErrors.validation(message);
        };
    }
}
