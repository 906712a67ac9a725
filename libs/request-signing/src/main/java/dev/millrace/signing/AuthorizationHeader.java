package dev.millrace.signing;

import dev.millrace.protocol.error.SignatureErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header form: {@code Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…} beside
 * {@code X-Amz-Date} (or {@code Date}) and, for temporary credentials, {@code X-Amz-Security-Token}.
 */
final class AuthorizationHeader {
    private AuthorizationHeader() {}

    static Claim read(String authorization, SignableRequest request) {
        String header = authorization.strip();
        String credential = parameter(header, "Credential=");
        String signature = parameter(header, "Signature=");
        String signedHeaders = parameter(header, "SignedHeaders=");
        String amzDate = first(request, "x-amz-date");
        String httpDate = amzDate == null ? first(request, "date") : null;
        if (credential == null || signature == null || signedHeaders == null || (amzDate == null && httpDate == null)) {
            List<String> missing = new ArrayList<>();
            addIfAbsent("Credential", credential, missing);
            addIfAbsent("Signature", signature, missing);
            addIfAbsent("SignedHeaders", signedHeaders, missing);
            throw SignatureErrors.incompleteHeader(missing, amzDate == null && httpDate == null, authorization);
        }
        if (!header.startsWith(Claim.ALGORITHM + " ")) {
            throw SignatureErrors.unsupportedAlgorithm(header.substring(0, end(header, 0)));
        }
        CredentialScope scope =
                CredentialScope.parse(credential).orElseThrow(() -> SignatureErrors.malformedCredential(credential));
        Instant signedAt = instant(amzDate, httpDate);
        return new Claim(
                scope,
                signedHeaders,
                signature,
                amzDate != null ? amzDate : BasicDate.format(signedAt),
                signedAt,
                Claim.TOLERANCE,
                Optional.ofNullable(first(request, "x-amz-security-token")),
                false);
    }

    private static Instant instant(@Nullable String amzDate, @Nullable String httpDate) {
        Optional<Instant> parsed = Optional.empty();
        if (amzDate != null) {
            parsed = BasicDate.parse(amzDate);
        } else if (httpDate != null) {
            parsed = BasicDate.parseHttp(httpDate).or(() -> BasicDate.parse(httpDate));
        }
        return parsed.orElseThrow(
                () -> SignatureErrors.malformedDate(String.valueOf(amzDate != null ? amzDate : httpDate)));
    }

    private static void addIfAbsent(String parameter, @Nullable String value, List<String> missing) {
        if (value == null) {
            missing.add(parameter);
        }
    }

    private static @Nullable String first(SignableRequest request, String name) {
        List<String> values = request.headers(name);
        return values.isEmpty() ? null : values.get(0).strip();
    }

    /** The value after {@code Name=}, where the name begins the header's text or follows a comma or space. */
    private static @Nullable String parameter(String header, String name) {
        int at = header.indexOf(name);
        while (at > 0 && !isSeparator(header.charAt(at - 1))) {
            at = header.indexOf(name, at + 1);
        }
        if (at < 0) {
            return null;
        }
        int from = at + name.length();
        int to = end(header, from);
        return from == to ? null : header.substring(from, to);
    }

    private static int end(String header, int from) {
        int to = from;
        while (to < header.length() && !isSeparator(header.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c == '\t';
    }
}
