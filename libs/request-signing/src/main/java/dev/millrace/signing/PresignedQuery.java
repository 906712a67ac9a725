package dev.millrace.signing;

import dev.millrace.protocol.error.SignatureErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query form: everything that the header form says, as {@code X-Amz-…} parameters. */
final class PresignedQuery {
    static final Duration MAX_EXPIRES = Duration.ofDays(7);
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String SIGNATURE = "X-Amz-Signature";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SECURITY_TOKEN = "X-Amz-Security-Token";

    private PresignedQuery() {}

    static Claim read(QueryParameters query) {
        List<String> missing = new ArrayList<>();
        String algorithm = required(query, ALGORITHM, missing);
        String credential = required(query, CREDENTIAL, missing);
        String signature = required(query, SIGNATURE, missing);
        String signedHeaders = required(query, SIGNED_HEADERS, missing);
        String date = required(query, DATE, missing);
        if (!missing.isEmpty()) {
            throw SignatureErrors.incompleteQuery(missing);
        }
        if (!algorithm.equals(Claim.ALGORITHM)) {
            throw SignatureErrors.unsupportedAlgorithm(algorithm);
        }
        CredentialScope scope =
                CredentialScope.parse(credential).orElseThrow(() -> SignatureErrors.malformedCredential(credential));
        Instant signedAt = BasicDate.parse(date).orElseThrow(() -> SignatureErrors.malformedDate(date));
        Optional<String> token = query.find(SECURITY_TOKEN);
        return new Claim(scope, signedHeaders, signature, date, signedAt, validity(query), token, true);
    }

    private static Duration validity(QueryParameters query) {
        Optional<String> expires = query.find(EXPIRES);
        if (expires.isEmpty()) {
            return Claim.TOLERANCE;
        }
        String digits = expires.get();
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw SignatureErrors.malformedExpiry(MAX_EXPIRES);
        }
        Duration validity = Duration.ofSeconds(Integer.parseInt(digits));
        if (validity.isZero() || validity.compareTo(MAX_EXPIRES) > 0) {
            throw SignatureErrors.malformedExpiry(MAX_EXPIRES);
        }
        return validity;
    }

    private static String required(QueryParameters query, String name, List<String> missing) {
        return query.find(name).filter(value -> !value.isEmpty()).orElseGet(() -> {
            missing.add(name);
            return "";
        });
    }
}
