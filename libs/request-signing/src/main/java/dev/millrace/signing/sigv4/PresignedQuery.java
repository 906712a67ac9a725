package dev.millrace.signing.sigv4;

import java.time.Duration;
import java.time.Instant;
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

    static Claim read(QueryParameters query) throws RefusedException {
        StringBuilder missing = new StringBuilder();
        String algorithm = required(query, ALGORITHM, missing);
        String credential = required(query, CREDENTIAL, missing);
        String signature = required(query, SIGNATURE, missing);
        String signedHeaders = required(query, SIGNED_HEADERS, missing);
        String date = required(query, DATE, missing);
        if (!missing.isEmpty()) {
            throw new RefusedException(Refusals.incompleteQuery(missing.toString()));
        }
        if (!algorithm.equals(Claim.ALGORITHM)) {
            throw new RefusedException(Refusals.unsupportedAlgorithm(algorithm));
        }
        CredentialScope scope = CredentialScope.parse(credential)
                .orElseThrow(() -> new RefusedException(Refusals.malformedCredential(credential)));
        Instant signedAt = BasicDate.parse(date).orElseThrow(() -> new RefusedException(Refusals.malformedDate(date)));
        Optional<String> token = query.find(SECURITY_TOKEN);
        return new Claim(scope, signedHeaders, signature, date, signedAt, validity(query), token, true);
    }

    private static Duration validity(QueryParameters query) throws RefusedException {
        Optional<String> expires = query.find(EXPIRES);
        if (expires.isEmpty()) {
            return Claim.TOLERANCE;
        }
        String digits = expires.get();
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RefusedException(Refusals.malformedExpiry());
        }
        Duration validity = Duration.ofSeconds(Integer.parseInt(digits));
        if (validity.isZero() || validity.compareTo(MAX_EXPIRES) > 0) {
            throw new RefusedException(Refusals.malformedExpiry());
        }
        return validity;
    }

    private static String required(QueryParameters query, String name, StringBuilder missing) {
        return query.find(name).filter(value -> !value.isEmpty()).orElseGet(() -> {
            missing.append("AWS query-string parameters must include '")
                    .append(name)
                    .append("'. ");
            return "";
        });
    }
}
