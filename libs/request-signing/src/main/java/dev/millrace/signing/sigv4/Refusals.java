package dev.millrace.signing.sigv4;

import dev.millrace.signing.sigv4.SignatureOutcome.Reason;
import dev.millrace.signing.sigv4.SignatureOutcome.Refused;
import java.time.Duration;
import java.time.Instant;

/** Every refusal of a signature with the text that AWS gives it. */
final class Refusals {
    private Refusals() {}

    static Refused missingToken() {
        return new Refused(Reason.MISSING_TOKEN, "Missing Authentication Token");
    }

    static Refused bothForms() {
        return invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    /** @param missing sentences that name what is missing, each with a space after it */
    static Refused incompleteHeader(String missing, String authorization) {
        return incomplete(missing + "Authorization=" + authorization);
    }

    /** @param missing sentences that name what is missing, each with a space after it */
    static Refused incompleteQuery(String missing) {
        return incomplete(missing + "Re-examine the query-string parameters.");
    }

    static Refused unsupportedAlgorithm(String algorithm) {
        return incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
    }

    static Refused malformedCredential(String credential) {
        return incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                + "keyid/date/region/service/term, got '" + credential + "'");
    }

    static Refused malformedDate(String date) {
        return incomplete("Date must be in ISO-8601 'basic format'. Got '" + date
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    static Refused malformedExpiry() {
        return incomplete("X-Amz-Expires must be a number of seconds between 1 and "
                + PresignedQuery.MAX_EXPIRES.toSeconds() + ".");
    }

    static Refused unsignedHost() {
        return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    static Refused wrongRegion(String expected) {
        return invalid("Credential should be scoped to correct region: '" + expected + "'.");
    }

    static Refused wrongService(String expected) {
        return invalid("Credential should be scoped to correct service: '" + expected + "'.");
    }

    static Refused wrongTerminator(String given) {
        return invalid("Credential should be scoped with a valid terminator: '" + CredentialScope.TERMINATOR
                + "', not '" + given + "'.");
    }

    static Refused wrongScopeDate(String scopeDate, String requestDate) {
        return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                + scopeDate + "' != '" + requestDate.substring(0, 8) + "', from '" + requestDate + "'.");
    }

    static Refused notYetCurrent(Instant signedAt, Instant now, Duration tolerance) {
        return invalid("Signature not yet current: " + BasicDate.format(signedAt) + " is still later than "
                + BasicDate.format(now.plus(tolerance)) + " (" + BasicDate.format(now) + " + " + tolerance.toMinutes()
                + " min.)");
    }

    static Refused expired(Instant signedAt, Instant now, Duration tolerance) {
        return invalid("Signature expired: " + BasicDate.format(signedAt) + " is now earlier than "
                + BasicDate.format(now.minus(tolerance)) + " (" + BasicDate.format(now) + " - " + tolerance.toMinutes()
                + " min.)");
    }

    static Refused unknownClient() {
        return new Refused(Reason.UNKNOWN_CLIENT, "The security token included in the request is invalid.");
    }

    static Refused expiredToken() {
        return new Refused(Reason.EXPIRED_TOKEN, "The security token included in the request is expired");
    }

    static Refused mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS "
                + "Secret Access Key and signing method. Consult the service documentation for details.");
    }

    private static Refused incomplete(String message) {
        return new Refused(Reason.INCOMPLETE, message);
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_SIGNATURE, message);
    }
}
