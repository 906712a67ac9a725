package dev.millrace.protocol.error;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Errors of requests whose caller cannot be established.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshooting</a>
 */
public final class SignatureErrors {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SignatureErrors() {}

    public static KinesisException missingToken() {
        return new KinesisException(ErrorType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    public static KinesisException headerAndQuery() {
        return invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    /**
     * An Authorization header that lacks something.
     *
     * @param missing which of Credential, Signature and SignedHeaders the header lacks, in this order
     * @param dateMissing whether there is neither an X-Amz-Date nor a Date header
     */
    public static KinesisException incompleteHeader(List<String> missing, boolean dateMissing, String authorization) {
        StringBuilder text = new StringBuilder();
        for (String parameter : missing) {
            text.append("Authorization header requires '").append(parameter).append("' parameter. ");
        }
        if (dateMissing) {
            text.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        return new KinesisException(
                ErrorType.INCOMPLETE_SIGNATURE,
                text.append("Authorization=").append(authorization).toString());
    }

    /**
     * A presigned query that lacks something.
     *
     * @param missing which of the X-Amz- parameters it lacks
     */
    public static KinesisException incompleteQuery(List<String> missing) {
        StringBuilder text = new StringBuilder();
        for (String parameter : missing) {
            text.append("AWS query-string parameters must include '")
                    .append(parameter)
                    .append("'. ");
        }
        return new KinesisException(
                ErrorType.INCOMPLETE_SIGNATURE,
                text.append("Re-examine the query-string parameters.").toString());
    }

    public static KinesisException unknownKey() {
        return new KinesisException(
                ErrorType.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }

    public static KinesisException expiredSession() {
        return new KinesisException(ErrorType.EXPIRED_TOKEN, "The security token included in the request is expired");
    }

    public static KinesisException mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.");
    }

    public static KinesisException notYetCurrent(Instant signed, Instant now, Duration tolerance) {
        return invalid("Signature not yet current: " + TIME.format(signed) + " is still later than "
                + TIME.format(now.plus(tolerance)) + " (" + TIME.format(now) + " + " + tolerance.toMinutes()
                + " min.)");
    }

    public static KinesisException expired(Instant signed, Instant now, Duration tolerance) {
        return invalid("Signature expired: " + TIME.format(signed) + " is now earlier than "
                + TIME.format(now.minus(tolerance)) + " (" + TIME.format(now) + " - " + tolerance.toMinutes()
                + " min.)");
    }

    public static KinesisException wrongService(String service) {
        return invalid("Credential should be scoped to correct service: '" + service + "'.");
    }

    public static KinesisException wrongRegion(String region) {
        return invalid("Credential should be scoped to correct region: '" + region + "'.");
    }

    /** The scope's date is not the day of the signature, or the scope is not of five parts. Ours. */
    public static KinesisException malformedScope() {
        return new KinesisException(
                ErrorType.INCOMPLETE_SIGNATURE,
                "Credential must have exactly 5 slash-delimited elements, e.g."
                        + " keyid/date/region/service/aws4_request, and its date must be that of the request.");
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_SIGNATURE, message);
    }
}
