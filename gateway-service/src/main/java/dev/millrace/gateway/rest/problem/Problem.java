package dev.millrace.gateway.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What went wrong, for a person and for a program.
 *
 * @param type names the kind of problem; {@code about:blank} when the status says it all
 * @param title the error's name in the Kinesis API, or what the status is called
 * @param requestId the one in the answer's header
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String requestId) {
    private static final String KIND = "urn:millrace:problem:";

    /** An error of the API, under its own name. */
    public static Problem of(KinesisException error) {
        String name = error.type().wireName();
        return new Problem(KIND + name, name, status(error.type()).value(), error.getMessage(), null);
    }

    /** A problem that HTTP itself has a name for. */
    static Problem of(HttpStatusCode status, @Nullable String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return new Problem(
                "about:blank", known == null ? "Error" : known.getReasonPhrase(), status.value(), detail, null);
    }

    Problem with(String requestId) {
        return new Problem(type, title, status, detail, requestId);
    }

    /** The AWS face answers nearly all of these with 400; here the status tells them apart. */
    private static HttpStatus status(ErrorType type) {
        return switch (type) {
            case DRY_RUN,
                    EXPIRED_ITERATOR,
                    EXPIRED_NEXT_TOKEN,
                    INVALID_ARGUMENT,
                    KMS_DISABLED,
                    KMS_INVALID_STATE,
                    KMS_NOT_FOUND,
                    KMS_OPT_IN_REQUIRED,
                    SERIALIZATION,
                    VALIDATION -> HttpStatus.BAD_REQUEST;
            case EXPIRED_TOKEN,
                    INCOMPLETE_SIGNATURE,
                    INVALID_SIGNATURE,
                    MISSING_AUTHENTICATION_TOKEN,
                    UNRECOGNIZED_CLIENT -> HttpStatus.UNAUTHORIZED;
            case ACCESS_DENIED, KMS_ACCESS_DENIED -> HttpStatus.FORBIDDEN;
            case NO_OPERATION, RESOURCE_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case RESOURCE_IN_USE -> HttpStatus.CONFLICT;
            case UNSUPPORTED_CONTENT_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case KMS_THROTTLING, LIMIT_EXCEEDED, PROVISIONED_THROUGHPUT_EXCEEDED, THROTTLING ->
                HttpStatus.TOO_MANY_REQUESTS;
            case UNKNOWN_OPERATION -> HttpStatus.NOT_IMPLEMENTED;
            // The store or another service does not answer; asked again later, it may.
            case INTERNAL_FAILURE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
