package dev.millrace.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request says about its signature, not yet believed.
 *
 * @param signedHeaders names in lower case with semicolons between them, in the order of the canonical request
 * @param signature hexadecimal digits
 * @param date when it was signed, as the string to sign has it
 * @param signedAt the same as an instant
 * @param validity how long after signing the request may arrive
 * @param sessionToken of temporary credentials
 * @param presigned whether all this came in the query
 */
record Claim(
        CredentialScope scope,
        String signedHeaders,
        String signature,
        String date,
        Instant signedAt,
        Duration validity,
        Optional<String> sessionToken,
        boolean presigned) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** How far a signer's clock may be from ours, and how long a signature in a header counts. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
}
