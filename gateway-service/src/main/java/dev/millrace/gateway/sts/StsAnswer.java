package dev.millrace.gateway.sts;

import dev.millrace.gateway.request.RequestId;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.credentials.Principal;
import java.util.Objects;

/**
 * An answer of the Query protocol.
 *
 * @param body XML, for {@code text/xml}
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public record StsAnswer(int status, String body) {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    static StsAnswer callerIdentity(Principal principal, RequestId id) {
        String account = escape(principal.accountId());
        return new StsAnswer(200, """
                <GetCallerIdentityResponse xmlns="%s">
                  <GetCallerIdentityResult>
                    <Arn>%s</Arn>
                    <UserId>%s</UserId>
                    <Account>%s</Account>
                  </GetCallerIdentityResult>
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </GetCallerIdentityResponse>
                """.formatted(NAMESPACE, escape(principal.arn()), account, account, id.id()));
    }

    static StsAnswer unknownAction(String action, RequestId id) {
        return error(400, "InvalidAction", "Could not find operation " + action + " for version 2011-06-15", id);
    }

    /** The refusal under the name that the Query protocol has for it. */
    static StsAnswer refused(KinesisException refusal, RequestId id) {
        String message = Objects.requireNonNullElse(refusal.getMessage(), "");
        return switch (refusal.type()) {
            case UNRECOGNIZED_CLIENT -> error(403, "InvalidClientTokenId", message, id);
            case INVALID_SIGNATURE -> error(403, "SignatureDoesNotMatch", message, id);
            case MISSING_AUTHENTICATION_TOKEN -> error(403, "MissingAuthenticationToken", message, id);
            case EXPIRED_TOKEN -> error(403, "ExpiredToken", message, id);
            case INCOMPLETE_SIGNATURE -> error(400, "IncompleteSignature", message, id);
            case INTERNAL_FAILURE -> error(500, "InternalFailure", message, id);
            default -> error(400, "ValidationError", message, id);
        };
    }

    private static StsAnswer error(int status, String code, String message, RequestId id) {
        return new StsAnswer(
                status, """
                <ErrorResponse xmlns="%s">
                  <Error>
                    <Type>%s</Type>
                    <Code>%s</Code>
                    <Message>%s</Message>
                  </Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(NAMESPACE, status < 500 ? "Sender" : "Receiver", code, escape(message), id.id()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
