package dev.millrace.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as the AWS SDKs do: URLs that are handed out, and the requests of tests and load generators. Not thread-safe. */
public final class RequestSigner {
    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;
    private final String service;
    private final Signature signature = new Signature();
    private final SigningKeys keys = new SigningKeys(16);

    public RequestSigner(String accessKeyId, String secretAccessKey, String region, String service) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
        this.service = service;
    }

    /**
     * Signs a request in the header form.
     *
     * @param headers those to sign, {@code Host} among them; other headers may be sent besides
     * @return the given headers and the two that were added, {@code X-Amz-Date} and {@code Authorization}
     */
    public Map<String, String> sign(
            String method, String path, String query, Map<String, String> headers, byte[] body, Instant now) {
        String date = BasicDate.format(now);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("X-Amz-Date", date);
        Unsigned request = new Unsigned(method, path, query, lowerCased(all), body);
        CredentialScope scope = CredentialScope.of(accessKeyId, date.substring(0, 8), region, service);
        String names = String.join(";", request.headers.keySet());
        all.put(
                "Authorization",
                Claim.ALGORITHM + " Credential=" + accessKeyId + "/" + scope.text() + ", SignedHeaders=" + names
                        + ", Signature=" + compute(request, scope, names, date));
        return all;
    }

    /**
     * Signs a request in the query form.
     *
     * @param headers those to sign, {@code Host} among them
     * @param query what the query has besides, percent-encoded; may be empty
     * @return the whole query
     */
    public String presign(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            byte[] body,
            Instant now,
            Duration expires) {
        String date = BasicDate.format(now);
        CredentialScope scope = CredentialScope.of(accessKeyId, date.substring(0, 8), region, service);
        Map<String, String> lowerCased = lowerCased(headers);
        String names = String.join(";", lowerCased.keySet());
        String unsigned = (query.isEmpty() ? "" : query + "&")
                + PresignedQuery.ALGORITHM + "=" + Claim.ALGORITHM
                + "&" + PresignedQuery.CREDENTIAL + "=" + encoded(accessKeyId + "/" + scope.text())
                + "&" + PresignedQuery.DATE + "=" + date
                + "&" + PresignedQuery.EXPIRES + "=" + expires.toSeconds()
                + "&" + PresignedQuery.SIGNED_HEADERS + "=" + encoded(names);
        Unsigned request = new Unsigned(method, path, unsigned, lowerCased, body);
        return unsigned + "&" + PresignedQuery.SIGNATURE + "=" + compute(request, scope, names, date);
    }

    private String compute(Unsigned request, CredentialScope scope, String names, String date) {
        SecretKeySpec key = keys.get(scope, secretAccessKey, signature.sha());
        CanonicalTarget target = CanonicalTarget.of(request, QueryParameters.parse(request.query));
        return new String(
                signature.compute(request, target, scope, names, date, Signature.isUnsigned(request), key),
                StandardCharsets.US_ASCII);
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        Map<String, String> sorted = new TreeMap<>();
        headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
        return sorted;
    }

    private static String encoded(String text) {
        ByteText to = new ByteText();
        UriEncoding.appendEncoded(text, false, to);
        return to.toString();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Unsigned(String method, String path, String query, Map<String, String> headers, byte[] body)
            implements SignableRequest {
        @Override
        public List<String> headers(String name) {
            String value = headers.get(name);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public int bodyLength() {
            return body.length;
        }
    }
}
