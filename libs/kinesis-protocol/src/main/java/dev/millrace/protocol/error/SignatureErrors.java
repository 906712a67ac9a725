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
        return incomplete(text.append("Authorization=").append(authorization).toString());
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
        return incomplete(text.append("Re-examine the query-string parameters.").toString());
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

    /**
     * The scope is of another kind of signature.
     *
     * @param terminator what the scope ends with instead of {@code aws4_request}
     */
    public static KinesisException wrongTerminator(String terminator) {
        return invalid(
                "Credential should be scoped with a valid terminator: 'aws4_request', not '" + terminator + "'.");
    }

    /**
     * The scope's day is not that of the signature.
     *
     * @param requestDate in basic form
     */
    public static KinesisException wrongScopeDate(String scopeDate, String requestDate) {
        return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                + scopeDate + "' != '" + requestDate.substring(0, 8) + "', from '" + requestDate + "'.");
    }

    public static KinesisException unsignedHost() {
        return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    public static KinesisException malformedCredential(String credential) {
        return incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '" + credential + "'");
    }

    public static KinesisException malformedDate(String date) {
        return incomplete("Date must be in ISO-8601 'basic format'. Got '" + date
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    public static KinesisException unsupportedAlgorithm(String algorithm) {
        return incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
    }

    /** The validity of a presigned request is no number, or out of range. Ours. */
    public static KinesisException malformedExpiry(Duration longest) {
        return incomplete("X-Amz-Expires must be a number of seconds between 1 and " + longest.toSeconds() + ".");
    }

    private static KinesisException incomplete(String message) {
        return new KinesisException(ErrorType.INCOMPLETE_SIGNATURE, message);
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_SIGNATURE, message);
    }
}
